import { command } from '@capstan/kernel';
import type { z } from 'zod';
import { AntiDilutionAnswer, CalculateAntiDilution, CalculateNote, CalculateSafe, NoteAnswer, SafeAnswer } from './calculators/conversion.ts';
import { CalculateWaterfall, WaterfallAnswer } from './calculators/exit.ts';
import { CalculateIso, CalculateVesting, IsoAnswer, VestingAnswer } from './calculators/grant.ts';
import { CalculateLoan, CalculateReturns, LoanAnswer, ReturnsAnswer } from './calculators/money.ts';
import { CalculateRound, RoundAnswer } from './calculators/round.ts';

const calculator = <B extends z.ZodType, A extends z.ZodType>(name: string, summary: string, body: B, answer: A) => command(`/calculators/${name}`, { permission: 'signed-in', summary, body, answer });

/** Stateless: nothing is read, nothing is recorded. Numbers in are exact, numbers out are exact fractions with their decimals. */
export const calculatorsApi = {
  round: calculator('round', 'Price a round: SAFEs, notes and pool in one fixed point', CalculateRound, RoundAnswer),
  waterfall: calculator('waterfall', 'Who gets what in an exit, and its break points', CalculateWaterfall, WaterfallAnswer),
  vesting: calculator('vesting', 'The days on which a grant vests', CalculateVesting, VestingAnswer),
  antiDilution: calculator('anti-dilution', 'The conversion price after a down round', CalculateAntiDilution, AntiDilutionAnswer),
  safe: calculator('safe', 'What a SAFE converts into', CalculateSafe, SafeAnswer),
  note: calculator('note', 'What a convertible note grows to and converts into', CalculateNote, NoteAnswer),
  returns: calculator('returns', 'IRR or XIRR with its root count, NPV, MIRR', CalculateReturns, ReturnsAnswer),
  loan: calculator('loan', 'A loan’s schedule and all-in cost', CalculateLoan, LoanAnswer),
  iso: calculator('iso', 'ISOs and NSOs under the $100,000 rule', CalculateIso, IsoAnswer),
} as const;
