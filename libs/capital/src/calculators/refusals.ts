import { failing } from '@capstan/kernel';

/** Refusals of the stateless calculators, beside those of the engines. */
export const calculatorRefusals = {
  'number-invalid': 'A number is decimal text ("0.2"), an exact fraction (["1", "3"]) or a whole number; at most 40 digits.',
  'number-negative': 'This cannot be below zero.',
  'number-not-positive': 'This must be above zero.',
  'exit-without-shares': 'Nobody holds a share: there is no one to pay what preferences leave.',
  'claim-twice': 'Every class, holder group and loan needs a name of its own; {name} stands there twice.',
  'participation-cap-needed': 'A capped participation needs its cap as a multiple of what was invested.',
  'conversion-price-needed': 'Without a cap a conversion needs the price of the round.',
  'capitalisation-needed': 'A cap is divided by a number of shares: say how many there are.',
  'ratchet-to-nothing': 'A full ratchet to shares given away has no price to go down to.',
  'flows-turn-too-often': 'These flows change between in and out {turns} times; with more than {most} there is no telling their rates apart.',
  'issue-impossible': 'An issue needs shares, and the class a conversion price, above zero.',
} as const;

type Code = keyof typeof calculatorRefusals;
/** Options for a zod check that fails with one of these. */
export const calculatorFailing = (code: Code): ReturnType<typeof failing> => ({ error: calculatorRefusals[code], params: { refusal: code } });
