import type { OracleCase } from './case.ts';
import type { Figure } from './figure.ts';
import { billKinds } from './kinds/bills.ts';
import { choiceKinds } from './kinds/choices.ts';
import { computeKinds } from './kinds/compute.ts';
import { exitKinds } from './kinds/exits.ts';
import { protectionKinds } from './kinds/protection.ts';
import { returnKinds } from './kinds/returns.ts';
import { roundKinds } from './kinds/rounds.ts';
import { runwayKinds } from './kinds/runway.ts';
import { vestingKinds } from './kinds/vesting.ts';

/** Puts the input of a case to an engine. Throws, with the reason, where the engine refuses it. */
export type Engine = (one: OracleCase) => Figure | Promise<Figure>;

/** Every kind of case, room by room. */
export const engines: Readonly<Record<string, Engine>> = { ...roundKinds, ...protectionKinds, ...exitKinds, ...vestingKinds, ...returnKinds, ...runwayKinds, ...computeKinds, ...billKinds, ...choiceKinds };
