import { runCarbon, type RunView } from '@capstan/training';
import { Figures, type Formatters, NumberText } from '@capstan/ui';
import type { Words } from '../../../../../../i18n/words.ts';
import { KeyFigure } from '../../../../../../why/key-figure.tsx';
import { Cost, sayEmitted, sayEnergy, sayFlops } from '../../figures.tsx';
import { ScoreFigure } from './score-figure.tsx';

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
  return carbon === null || !machine.grid ? t('carbon.unknown') : sayEmitted({ kg: carbon, ...machine.grid }, f, t);
}

/** Whether it is still growing, and the most it may become. */
const costNote = ({ endedAt, costCap }: RunView, f: Formatters, t: Words): string | undefined =>
  [...(endedAt ? [] : [t('soFar')]), ...(costCap ? [t('run.capOf', { cap: f.exact(costCap) })] : [])].join(' · ') || undefined;
