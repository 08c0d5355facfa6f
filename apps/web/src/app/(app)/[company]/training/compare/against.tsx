import { minorDigits } from '@capstan/kernel';
import { type ComparedRun, type FigureName, isBetterHigher, paretoFront } from '@capstan/training';
import { type Formatters, Scatter, Section } from '@capstan/ui';
import { chartWords } from '../../../../../i18n/chart-words.ts';
import type { Words } from '../../../../../i18n/words.ts';
import { isShare, sayFigure } from '../figure-say.ts';
import { namesOf } from './choice.ts';

/** A figure against what it cost; only runs that have both. The cost is the exact one: pilots often cost less than a cent. */
export async function Against({ company, runs, figure, f, t, r }: { company: string; runs: ComparedRun[]; figure: FigureName; f: Formatters; t: Words; r: Words }) {
  const names = namesOf(runs), { currency } = runs[0]!.usage.cost, units = 10 ** minorDigits(currency);
  const known = runs.flatMap((run, i) => (run.figures[figure] === null ? [] : [{ name: run.synthetic ? `${names[i]!} · ${t('datasets.synthetic')}` : names[i]!, cost: Number(run.usage.exactCost) / units, score: run.figures[figure] }]));
  if (known.length < 2) return null;
  const front = paretoFront(known, isBetterHigher(figure)), figureName = r(`figures.${figure}`), title = r('compare.against', { figure: figureName });
  const sayCost = (v: number) => f.number(v, v === 0 ? 0 : v < 0.01 ? 5 : v < 1 ? 3 : 2);
  return (
    <Section title={title} lead={r(isBetterHigher(figure) ? 'compare.upLeft' : 'compare.downLeft')} actions={<a className="link" href={`/${company}/decisions`}>{r('compare.evidence')}</a>}>
      <Scatter title={title} words={await chartWords()} points={known.map(({ name, cost, score }) => ({ name, x: cost, y: score }))} front={front} say={{ x: sayCost, y: (v) => sayFigure(figure, v, f) }} within={isShare(figure) ? { y: [0, 1] } : {}}
        names={{ name: t('run.name'), x: r('compare.costAxis', { currency }), y: figureName, front: r('compare.front') }} />
      <p className="small muted">{r('compare.onFront', { names: front.map((i) => known[i]!.name).join(' · ') })}</p>
    </Section>
  );
}
