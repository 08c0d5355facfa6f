import type { RunMetrics } from '@capstan/training';
import type { Formatters } from '@capstan/ui';
import type { Words } from '../../../../../../i18n/words.ts';
import { visible } from '../../visible.ts';

type Matrix = NonNullable<RunMetrics['confusion']>;

/** How strong a cell is: its share of the row, so that rare classes are seen too. What is right is ink, what is wrong is red. */
function Shade({ count, rowTotal, right }: { count: number; rowTotal: number; right: boolean }) {
  if (count === 0) return null;
  const share = count / rowTotal;
  return <svg className="shade" aria-hidden="true"><rect width="100%" height="100%" fill={right ? 'var(--series-1)' : 'var(--bad)'} fillOpacity={right ? share * 0.55 : Math.min(1, share * 4) * 0.45} /></svg>;
}

/** Rows are the truth, columns the prediction; the table is the drawing and its own twin. */
export const Confusion = ({ matrix, f, t }: { matrix: Matrix; f: Formatters; t: Words }) => (
  <div className="table-wrap max-w-max" role="region" aria-label={t('confusion.title')} tabIndex={0}>
    <table className="table">
      <caption>{t('confusion.title')}</caption>
      <thead><tr><th scope="col">{t('confusion.corner')}</th>{matrix.classes.map((name) => <th key={name} scope="col" data-align="right">{visible(name)}</th>)}</tr></thead>
      <tbody>{matrix.counts.map((row, i) => {
        const total = row.reduce((a, b) => a + b, 0);
        return (
          <tr key={matrix.classes[i]}>
            <th scope="row">{visible(matrix.classes[i]!)}</th>
            {row.map((count, j) => (
              <td key={matrix.classes[j]} data-align="right" className="shaded"
                title={t('confusion.cell', { truth: visible(matrix.classes[i]!), taken: visible(matrix.classes[j]!), count: f.number(count), share: f.percent(total === 0 ? null : count / total) })}>
                <Shade count={count} rowTotal={total} right={i === j} />{count === 0 ? <span className="muted">·</span> : f.number(count)}
              </td>
            ))}
          </tr>
        );
      })}</tbody>
    </table>
  </div>
);
