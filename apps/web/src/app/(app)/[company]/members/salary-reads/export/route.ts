import { salaryReadsApi, type SalaryReadView } from '@capstan/team';
import { call } from '../../../../../../api/call.ts';
import { attached, csvOf } from '../../../../../../export/csv.ts';
import { words } from '../../../../../../i18n/words.ts';
import { peopleOf, readerOf, screenOf, searchOf } from '../say.ts';

/** More is fetched with days in the filter. */
const MOST_PAGES = 100;

/** The list as CSV, every page of it: `?reader=…&from=…&to=…`. */
export async function GET(request: Request, { params }: { params: Promise<{ company: string }> }): Promise<Response> {
  const { company } = await params;
  const search = searchOf(Object.fromEntries(new URL(request.url).searchParams));
  const reads: SalaryReadView[] = [];
  let before: string | null | undefined;
  for (let pages = 0; pages < MOST_PAGES && before !== null; pages++) {
    const answer = await call(salaryReadsApi.reads, { params: { company }, query: { ...search, ...(before && { before }) }, asOf: '' });
    if (!answer.ok) return Response.json(answer.problem, { status: answer.problem.status, headers: { 'content-type': 'application/problem+json' } });
    reads.push(...answer.data.reads);
    before = answer.data.next;
  }
  const t = await words('account');
  const rows = reads.map((r) => [r.at, readerOf(t, r), screenOf(t, r.asked), r.asOf, peopleOf(t, r)]);
  return attached(csvOf([['at', 'reader', 'asked', 'asOf', 'people'].map((key) => t(`reads.${key}`, { moment: '' })), ...rows]), 'text/csv; charset=utf-8', 'salary-reads.csv');
}
