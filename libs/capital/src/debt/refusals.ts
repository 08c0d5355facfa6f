/** Refusals about loans. */
export const debtRefusals = {
  'loan-unknown': 'There is no such loan in this company.',
  'loan-repaid': 'This loan has been settled already.',
  'loan-cancelled': 'This loan has been taken back already.',
  'loan-payment-needed': 'What settles a revenue-based loan is agreed with its lender: say what was paid.',
  'interest-only-too-long': 'The interest-only months must leave at least one month for the principal.',
  'multiple-below-one': 'What is paid back is at least the advance: a multiple of 1 or more, at most 100.',
  'revenue-share-out-of-range': 'A share of revenue is above 0 and at most 1 (0.05 means 5 %).',
  'coverage-out-of-range': 'Warrant coverage is a part of the principal: above 0 and at most 1 (0.1 means 10 %).',
  'fee-too-large': 'A fee up front is less than the principal.',
} as const;
