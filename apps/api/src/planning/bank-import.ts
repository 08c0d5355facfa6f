import { fill, refusing } from '@capstan/kernel';
import { type BankMapping, BankReader, type BankStatement, MOST_BANK_ROWS, MOST_BANK_TEXT, planningRefusals } from '@capstan/planning';
import { ProblemError, refusalProblem } from '../http/problem.ts';
import { type Limits, rowFingerprint, type RunningImports } from '../imports/running-imports.ts';

const refuse = refusing(planningRefusals);
const limits: Limits = { text: MOST_BANK_TEXT, rows: MOST_BANK_ROWS, refuse: (what, values) => refuse(what === 'stopped' ? 'import-stopped' : `bank-${what}`, values) };

export interface BankFile { readonly import?: string | undefined; readonly account: string; readonly currency: string; readonly mapping: BankMapping; readonly text: string }

/** The statement that a bank's CSV holds under a mapping; otherwise problem+json with a report of line, column and reason. All or nothing. */
export async function readStatement(imports: RunningImports, company: string, file: BankFile, today: string): Promise<BankStatement> {
  const { account, currency, mapping } = file;
  const reader = await imports.read(company, file.import, file.text, limits, (header) => new BankReader(header, { account, currency, mapping, fingerprint: rowFingerprint }));
  const statement = reader?.finish(today);
  if (statement) return statement;
  const count = reader?.problemCount ?? 0;
  if (count === 0) throw refusalProblem(refuse('bank-empty'));
  throw new ProblemError(400, 'bank-refused', fill(planningRefusals['bank-refused'], { count }), { values: { count }, errors: reader!.problems });
}
