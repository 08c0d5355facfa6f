import { beatsBaseline, higherIsBetter, runCarbon, type RunView, type Score } from '@capstan/training';
import { Figure, Figures, type Formatters, NumberText } from '@capstan/ui';
import type { Words } from '../../../../../../i18n/words.ts';
import { KeyFigure } from '../../../../../../why/key-figure.tsx';
import { Cost, sayCarbon, sayEnergy, sayFlops, sayScore } from '../../figures.tsx';

interface Props { company: string; run: RunView; f: Formatters; t: Words }

/** The score against the naive baseline, and what the run took. Costs open *Why this number*. */
export const Headline = ({ company, run, f, t }: Props) => (
  <Figures label={run.name}>
    {run.score && <ScoreFigure score={run.score} f={f} t={t} />}
    <KeyFigure company={company} headline={!run.score} why={run.why.cost} value={<Cost usage={run.usage} f={f} t={t} />} note={costNote(run, f, t)} />
    <KeyFigure company={company} why={run.why.wallTime} value={<NumberText value={run.usage.wallSeconds} f={f} as="duration" />} note={run.attempts > 1 ? t('run.attempts', { count: run.attempts }) : undefined} />
    <KeyFigure company={company} why={run.why.energy} value={<span className="num">{sayEnergy(run.usage.energyKwh, f)}</span>} note={carbonNote(run, f, t)} />
    <KeyFigure company={company} why={run.why.flops} value={<span className="num">{sayFlops(run.outcome?.flops ?? run.epochMeasures.at(-1)?.flops ?? null, f)}</span>} note={run.outcome?.mfu ? t('mfu', { mfu: f.percent(run.outcome.mfu, 0) }) : undefined} />
  </Figures>
);

/** What the energy emitted, with the factor and who says so; unknown until somebody names the grid. */
function carbonNote({ usage, machine }: RunView, f: Formatters, t: Words): string {
  const carbon = runCarbon(usage.energyKwh, machine);
  return carbon === null || !machine.grid ? t('carbon.unknown') : t('carbon.known', { carbon: sayCarbon(carbon, f), grams: f.number(machine.grid.gramsPerKwh), source: machine.grid.source });
}

/** Whether it is still growing, and the most it may become. */
const costNote = ({ endedAt, costCap }: RunView, f: Formatters, t: Words): string | undefined =>
  [...(endedAt ? [] : [t('soFar')]), ...(costCap ? [t('run.capOf', { cap: f.exact(costCap) })] : [])].join(' · ') || undefined;

function ScoreFigure({ score, f, t }: { score: Score; f: Formatters; t: Words }) {
  const by = score.value !== null && score.baseline !== null ? score.value - score.baseline : null;
  const beats = beatsBaseline(score);
  const text = t(beats ? 'beatsBaseline' : 'notBaseline', { baseline: sayScore(score.metric, score.baseline, f) });
  return <Figure headline label={t(`scores.${score.metric}`)} value={<span className="num">{sayScore(score.metric, score.value, f)}</span>}
    {...(by !== null && { change: { by, text, goodWhen: higherIsBetter(score.metric) ? 'up' as const : 'down' as const } })} />;
}
