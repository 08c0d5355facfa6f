import type { CellExamples, Shown } from '@capstan/training';
import { type Formatters, Section } from '@capstan/ui';
import type { Words } from '../../../../../../i18n/words.ts';
import { visible } from '../../visible.ts';
import { pngOf } from './png.ts';

/** The cells that say most: mistakes, the most frequent first. */
const MOST_CELLS = 12;

/** A few samples of what was taken for what, the surest first: where labels are wrong and where the model is. */
export function Examples({ cells, f, r }: { cells: readonly CellExamples[]; f: Formatters; r: Words }) {
  const wrong = cells.filter(({ truth, taken, shown }) => truth !== taken && shown.length > 0).slice(0, MOST_CELLS);
  const right = cells.filter(({ truth, taken, shown }) => truth === taken && shown.length > 0).slice(0, Math.max(0, MOST_CELLS - wrong.length));
  if (wrong.length + right.length === 0) return null;
  return (
    <Section title={r('examples.title')} lead={r('examples.lead')}>
      <div className="examples">
        {[...wrong, ...right].map((cell) => (
          <figure key={`${cell.truth} ${cell.taken}`} data-right={cell.truth === cell.taken ? '' : undefined}>
            <figcaption>{r(cell.truth === cell.taken ? 'examples.right' : 'examples.wrong', { truth: visible(cell.truth), taken: visible(cell.taken), count: f.number(cell.count) })}</figcaption>
            <ul>{cell.shown.map((one) => <Example key={one.row} one={one} f={f} r={r} />)}</ul>
          </figure>
        ))}
      </div>
    </Section>
  );
}

const Example = ({ one, f, r }: { one: Shown; f: Formatters; r: Words }) => (
  <li>
    {/* oxlint-disable-next-line nextjs/no-img-element -- a picture of a few hundred bytes that is in the page already: there is nothing to optimise */}
    {one.picture && <img src={pngOf(one.picture)} width={56} height={56} alt={r('examples.picture', { row: f.number(one.row) })} />}
    {one.text !== null && <q>{one.text}</q>}
    <span className="small muted num">{r('examples.row', { row: f.number(one.row), sure: f.percent(one.confidence) })}</span>
  </li>
);
