import { evaluationApi, type ClassCurves, type Evaluation as Judged, type RunView } from '@capstan/training';
import { type Formatters, NumberText, Section, Table, UnitSquare } from '@capstan/ui';
import { call } from '../../../../../../api/call.ts';
import { chartWords } from '../../../../../../i18n/chart-words.ts';
import type { Words } from '../../../../../../i18n/words.ts';
import { visible } from '../../visible.ts';
import { Examples } from './examples.tsx';
import { notJudged } from './not-judged.ts';

/** As many lines as one drawing tells apart; the classes that are told worst. */
const MOST_LINES = 6;

/** Curves by threshold and what was mistaken for what, as far as the run was judged sample by sample; else why it was not. */
export async function Evaluation({ company, run, f, r }: { company: string; run: RunView; f: Formatters; r: Words }) {
  const missing = notJudged(run), none = (why: string) => <Section title={r('roc.title')}><p className="muted">{r(`notJudged.${why}`)}</p></Section>;
  if (missing) return none(missing);
  if (!run.outcome?.evaluation) return null;
  const answer = await call(evaluationApi.evaluation, { params: { company, run: run.run } });
  if (!answer.ok) return none('gone');
  const { curves, examples } = answer.data;
  return (
    <>
      {curves && curves.length > 0 && <Thresholds curves={curves} f={f} r={r} />}
      {examples && <Examples cells={examples} f={f} r={r} />}
    </>
  );
}

async function Thresholds({ curves, f, r }: { curves: NonNullable<Judged['curves']>; f: Formatters; r: Words }) {
  const words = await chartWords(), hardest = curves.toSorted((a, b) => (a.rocAuc ?? 2) - (b.rocAuc ?? 2)).slice(0, MOST_LINES), say = (share: number) => f.percent(share, 0);
  const areas = (value: (c: ClassCurves) => number | null) => (c: ClassCurves) => <NumberText value={value(c)} f={f} digits={4} />;
  return (
    <Section title={r('roc.title')} lead={curves.length === 1 ? r('roc.leadOne', { class: visible(curves[0]!.class) }) : r('roc.lead', { shown: hardest.length, all: curves.length })}>
      <div className="split">
        <UnitSquare title={r('roc.roc')} words={words} say={say} diagonal names={{ x: r('roc.falsePositives'), y: r('roc.truePositives'), line: r('roc.class') }}
          lines={hardest.map((c) => ({ name: visible(c.class), points: c.roc.map((p) => [p.falsePositiveRate, p.truePositiveRate] as const) }))} />
        <UnitSquare title={r('roc.precisionRecall')} words={words} say={say} names={{ x: r('roc.recall'), y: r('roc.precision'), line: r('roc.class') }}
          lines={hardest.map((c) => ({ name: visible(c.class), points: c.precisionRecall.map((p) => [p.recall, p.precision] as const) }))} />
      </div>
      <Table caption={r('roc.areas')} rows={curves} rowKey={(c) => c.class} columns={[
        { key: 'class', header: r('roc.class'), cell: (c) => visible(c.class) },
        { key: 'roc', header: r('roc.auc'), align: 'right', cell: areas((c) => c.rocAuc) },
        { key: 'ap', header: r('roc.averagePrecision'), align: 'right', cell: areas((c) => c.averagePrecision) },
        { key: 'samples', header: r('roc.samples'), align: 'right', cell: (c) => <NumberText value={c.positives} f={f} /> },
      ]} />
    </Section>
  );
}
