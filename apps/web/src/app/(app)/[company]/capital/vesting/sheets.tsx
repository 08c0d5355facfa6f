import { grantsApi, type GrantsView } from '@capstan/capital';
import { call } from '../../../../../api/call.ts';
import { ending, EndingSheet } from './ending-sheets.tsx';
import { GrantSheet } from './grant-sheet.tsx';
import { MakeSheet, PlanSheet } from './make-sheet.tsx';
import type { Asked } from './page.tsx';
import type { Promised } from './promised.tsx';
import { taking, TakingSheet } from './taking-sheets.tsx';

interface Props { company: string; book: GrantsView; promised: readonly Promised[]; asked: Asked; on: string | undefined; today: string; may: boolean }

/** The sheet that the URL names, over the page; nothing when what it is about is not there. */
export async function VestingSheet({ company, book, promised, asked: { sheet, id, of }, on, today, may }: Props) {
  const back = `/${company}/capital/vesting`;
  const here = { company, back, today };
  if (sheet === 'plan') return <PlanSheet {...here} />;
  if (sheet === 'grant') return <MakeSheet {...here} book={book} promise={promised.find((p) => p.hire === of)} />;
  if (sheet === undefined || id === undefined) return null;
  const answer = await call(grantsApi.grant, { params: { company, grant: id }, query: sheet === 'show' ? { on } : {} });
  if (!answer.ok) return null;
  const one = { ...here, grant: answer.data, currency: book.currency };
  if (sheet === 'show') return <GrantSheet {...one} may={may} />;
  if (taking(sheet)) return <TakingSheet {...one} sheet={sheet} />;
  return ending(sheet) ? <EndingSheet {...one} sheet={sheet} condition={of} /> : null;
}
