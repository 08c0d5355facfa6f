import type { SelectionDetail } from '@capstan/decisions';
import { Figures } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { KeyFigure } from '../../../../../why/key-figure.tsx';

/** The recorded totals, best first, each with why it is what it is. */
export async function Totals({ company, detail }: { company: string; detail: SelectionDetail }) {
  const [t, f] = await Promise.all([words('decisions'), format()]);
  if (detail.criteria.length === 0 || detail.candidates.length === 0) return null;
  const best = detail.candidates.toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity));
  return (
    <Figures label={t('matrix.total')}>
      {best.map((c) => <KeyFigure key={c.candidate} company={company} of={c.candidate} label={c.name} why={c.why} headline={c.rank === 1} value={<span className="num">{f.number(c.total, 2)}</span>}
        note={c.rank === null ? t('matrix.missing', { count: c.missing.length }) : t('matrix.rank', { rank: c.rank })} />)}
    </Figures>
  );
}
