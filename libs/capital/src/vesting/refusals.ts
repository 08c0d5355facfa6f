export const vestingRefusals = {
  'vesting-part-out-of-range': 'A part of a grant is at least 0 and at most 1 (1/4 is a quarter).',
  'vesting-parts-not-whole': 'The tranches do not add up to the whole grant.',
  'vesting-periods-not-whole': 'The time does not divide into whole periods: 48 months are 16 quarters, 50 are none.',
  'vesting-cliff-too-late': 'The cliff leaves no tranche for the rest of the grant.',
  'vesting-condition-unknown': 'A vesting condition names another that is not there, or two have the same id.',
} as const;

/** Options for a zod check that fails with one of these refusals. */
export const vestingFailing = (code: keyof typeof vestingRefusals) => ({ error: vestingRefusals[code], params: { refusal: code } });
