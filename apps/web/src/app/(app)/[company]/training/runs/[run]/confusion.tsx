import type { RunMetrics } from '@capstan/training';
import type { Formatters } from '@capstan/ui';
import type { Words } from '../../../../../../i18n/words.ts';
import { visible } from '../../visible.ts';

type Matrix = NonNullable<RunMetrics['confusion']>;

/** How strong a cell is: its share of the row, so that rare classes are seen too. What is right is ink, what is wrong is red. */
function shade(count: number, rowTotal: number, right: boolean): string {
  const share = rowTotal === 0 ? 0 : count / rowTotal;
  if (count === 0) return 'transparent';
  return `color-mix(in srgb, var(${right ? '--series-1' : '--bad'}) ${Math.round(right ? share * 55 : Math.min(1, share * 4) * 45)}%, transparent)`;
}

/** Rows are the truth, columns the prediction; the table is the drawing and its own twin. */
export const Confusion = ({ matrix, f, t }: { matrix: Matrix; f: Formatters; t: Words }) => (
  <div className="table-wrap" role="region" aria-label={t('confusion.title')} tabIndex={0} style={{ maxWidth: 'max-content' }}>
    <table className="table">
      <caption>{t('confusion.title')}</caption>
      <thead><tr><th scope="col">{t('confusion.corner')}</th>{matrix.classes.map((name) => <th key={name} scope="col" data-align="right">{visible(name)}</th>)}</tr></thead>
      <tbody>{matrix.counts.map((row, i) => {
        const total = row.reduce((a, b) => a + b, 0);
        return (
          <tr key={matrix.classes[i]}>
            <th scope="row">{visible(matrix.classes[i]!)}</th>
            {row.map((count, j) => (
              <td key={matrix.classes[j]} data-align="right" style={{ backgroundImage: `linear-gradient(${shade(count, total, i === j)} 0 0)` }}
                title={t('confusion.cell', { truth: visible(matrix.classes[i]!), taken: visible(matrix.classes[j]!), count: f.number(count), share: f.percent(total === 0 ? null : count / total) })}>
                {count === 0 ? <span className="muted">·</span> : f.number(count)}
              </td>
            ))}
          </tr>
        );
      })}</tbody>
    </table>
  </div>
);
