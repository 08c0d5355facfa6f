import { fill } from '@capstan/kernel';
import { HiresReader, type HireRow, MOST_HIRES_ROWS, MOST_HIRES_TEXT, refuse, teamRefusals } from '@capstan/team';
import { ProblemError, refusalProblem } from '../http/problem.ts';
import { type Limits, type RunningImports } from '../imports/running-imports.ts';

const limits: Limits = {
  text: MOST_HIRES_TEXT, rows: MOST_HIRES_ROWS,
  refuse: (what, values) => (what === 'too-large' ? refuse('hires-too-large', values) : what === 'too-many-rows' ? refuse('hires-too-many', values) : refuse('hires-unreadable', { problem: what, ...values })),
};

/** The hires a CSV text holds; otherwise problem+json with a report of line, column and reason. All or nothing. */
export async function readHires(imports: RunningImports, company: string, text: string): Promise<readonly HireRow[]> {
  const reader = await imports.read(company, undefined, text, limits, (header) => new HiresReader(header));
  const { rows, problems } = reader?.finish() ?? { rows: [], problems: [] };
  if (problems.length > 0) throw new ProblemError(400, 'hires-refused', fill(teamRefusals['hires-refused'], { count: problems.length }), { values: { count: problems.length }, errors: problems.slice(0, 200) });
  if (rows.length === 0) throw refusalProblem(refuse('hires-empty'));
  return rows;
}
