export const roundRefusals = {
  'protection-owns-everything': 'At this price the anti-dilution rights of earlier classes would take the whole company: there is no price for the round.',
  'pro-rata-impossible': 'The pro rata rights come to more than the whole of the new money.',
  'pre-money-not-positive': 'The pre-money valuation must be above zero.',
  'round-money-negative': 'No amount of a round can be below zero.',
  'shares-inconsistent': 'The pool and the common shares cannot be more than all shares, nor below zero.',
  'scenario-unknown': 'There is no such scenario in this company.',
  'scenario-dropped': 'This scenario has been dropped.',
  'scenario-unchanged': 'The scenario {name} says exactly this already.',
  'scenario-name-taken': 'There is a scenario called {name} already.',
} as const;
