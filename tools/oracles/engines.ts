import type { OracleCase } from './case.ts';
import type { Figure } from './figure.ts';
import { billKinds } from './kinds/bills.ts';
import { choiceKinds } from './kinds/choices.ts';
import { computeKinds } from './kinds/compute.ts';
import { roundKinds } from './kinds/rounds.ts';
import { runwayKinds } from './kinds/runway.ts';

/** Puts the input of a case to an engine. Throws, with the reason, where the engine refuses it. */
export type Engine = (one: OracleCase) => Figure | Promise<Figure>;

/** Every kind of case, room by room. */
export const engines: Readonly<Record<string, Engine>> = { ...roundKinds, ...runwayKinds, ...computeKinds, ...billKinds, ...choiceKinds };
