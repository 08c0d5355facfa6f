/**
 * Mean consistency index of random pairwise matrices by their size. Sources disagree, so the table is a parameter:
 * name the one used next to every consistency ratio.
 */
export type RandomIndex = Readonly<Record<number, number>>;

export const randomIndices = {
  /** Saaty, The Analytic Hierarchy Process, 1980. */
  'saaty-1980': { 3: 0.58, 4: 0.9, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49, 11: 1.51, 12: 1.48, 13: 1.56, 14: 1.57, 15: 1.59 },
  /** Saaty, Theory and Applications of the Analytic Network Process, 2005. */
  'saaty-2005': { 3: 0.52, 4: 0.89, 5: 1.11, 6: 1.25, 7: 1.35, 8: 1.4, 9: 1.45, 10: 1.49, 11: 1.52, 12: 1.54, 13: 1.56, 14: 1.58, 15: 1.59 },
  /** Donegan & Dodd, A note on Saaty's random indexes, 1991. */
  'donegan-dodd-1991': { 3: 0.4914, 4: 0.8286, 5: 1.0591, 6: 1.1797, 7: 1.2519, 8: 1.3171, 9: 1.3733, 10: 1.4055, 11: 1.4213, 12: 1.4497, 13: 1.4643, 14: 1.4822, 15: 1.4969 },
} as const satisfies Record<string, RandomIndex>;
