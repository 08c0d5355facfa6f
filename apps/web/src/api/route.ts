import type { Endpoint } from '@capstan/kernel';
import { pathOf, type Params } from './path.ts';

/** All that a browser needs to know of an endpoint. */
export interface Route { method: string; path: string }

/** An endpoint as a prop for a client component: method and filled-in path, no contract. Server only. */
export const routeOf = (endpoint: Endpoint, params: Params = {}): Route => ({ method: endpoint.method, path: `/api${pathOf(endpoint.path, params)}` });
