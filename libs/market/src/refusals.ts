export const marketRefusals = {
  'revenue-unknown': 'There is no such revenue.',
  'revenue-withdrawn': 'This revenue has been withdrawn.',
  'revenue-already-recorded': 'Revenue of this kind is already recorded for {month}: correct it instead.',
  'revenue-month-not-over': 'Revenue is recorded for months that have begun: {month} is still to come.',
  'revenue-more-new-than-customers': 'There cannot be more new customers than customers at the end of the month.',
} as const;
