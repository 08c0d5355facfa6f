import { computeRefusals, type FocusBill, FocusReader, MOST_BILL_ROWS, MOST_BILL_TEXT } from '@capstan/compute';
import { fill, refusing } from '@capstan/kernel';
import { ProblemError, refusalProblem } from '../http/problem.ts';
import { type Limits, rowFingerprint, type RunningImports } from '../imports/running-imports.ts';

const refuse = refusing(computeRefusals);
const limits: Limits = { text: MOST_BILL_TEXT, rows: MOST_BILL_ROWS, refuse: (what, values) => refuse(what === 'stopped' ? 'import-stopped' : `bill-${what}`, values) };

/** The bill that a FOCUS text holds; otherwise problem+json with a report of line, column and reason. All or nothing. */
export async function readBill(imports: RunningImports, company: string, name: string | undefined, text: string): Promise<FocusBill> {
  const reader = await imports.read(company, name, text, limits, (header) => new FocusReader(header, rowFingerprint));
  const bill = reader?.finish();
  if (bill) return bill;
  const count = reader?.problemCount ?? 0;
  if (count === 0) throw refusalProblem(refuse('bill-empty'));
  throw new ProblemError(400, 'bill-refused', fill(computeRefusals['bill-refused'], { count }), { values: { count }, errors: reader!.problems });
}
