import { expect, test } from 'vitest';
import { loanLines } from './loan-flows.ts';

const flow = (on: string, amount: number, loan = 'loan-1') => ({ loan, name: 'Kanal Bank', fact: 'fact-1', on, kind: 'financing' as const, amount });

test('what the bank does not know yet is on the plan, a loan drawn after its last day too', () => {
  const flows = [flow('2026-08-01', 100), flow('2026-09-30', -5), flow('2026-10-31', -10), flow('2026-12-15', -20), flow('2026-11-02', 70, 'loan-2')];
  expect(loanLines(flows, '2026-09-30')).toEqual([
    { id: 'loan-1', name: 'Kanal Bank', kind: 'other', source: 'loan', from: '2026-10', amounts: [0, -10, 0, -20], goesOn: false },
    { id: 'loan-2', name: 'Kanal Bank', kind: 'other', source: 'loan', from: '2026-11', amounts: [0, 0, 70], goesOn: false },
  ]);
});
test('a loan that is paid back is no line', () => expect(loanLines([flow('2026-08-01', 100), flow('2026-09-30', -100)], '2026-09-30')).toEqual([]));
