import { capitalApi } from '@capstan/capital';
import writeXlsxFile from 'write-excel-file/node';
import { call } from '../../../../../api/call.ts';
import { words } from '../../../../../i18n/words.ts';
import { attached, csvOf } from '../../../../../export/csv.ts';
import { cellsOf, rowsOf } from './table-file.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The cap table of a day as a file: `?file=csv|xlsx&by=holder|class&on=…&asOf=…`, in the language of the reader. */
export async function GET(request: Request, { params }: { params: Promise<{ company: string }> }): Promise<Response> {
  const { company } = await params;
  const asked = new URL(request.url).searchParams;
  const [t, answer] = await Promise.all([words('capital'), call(capitalApi.capTable, { params: { company }, query: { on: asked.get('on') ?? undefined } })]);
  if (!answer.ok) return Response.json(answer.problem, { status: answer.problem.status, headers: { 'content-type': 'application/problem+json' } });
  const rows = rowsOf(answer.data, asked.get('by') === 'class' ? 'class' : 'holder', t);
  const name = `cap-table-${answer.data.on}`;
  if (asked.get('file') !== 'xlsx') return attached(csvOf(rows), 'text/csv; charset=utf-8', `${name}.csv`);
  return attached(new Uint8Array(await writeXlsxFile(cellsOf(rows), { sheet: answer.data.on, stickyRowsCount: 1, stickyColumnsCount: 1 }).toBuffer()), XLSX, `${name}.xlsx`);
}
