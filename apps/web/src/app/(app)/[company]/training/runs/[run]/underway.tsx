import type { RunView } from '@capstan/training';
import { type Formatters, Progress } from '@capstan/ui';
import type { Words } from '../../../../../../i18n/words.ts';

/** How much of a run is done, 0 to 1, and how long the rest takes at the pace so far; unknown before its first word. */
export function share({ progress, epochsDone, epochs, epochMeasures }: Pick<RunView, 'progress' | 'epochsDone' | 'epochs' | 'epochMeasures'>): { done: number; left: number } | null {
  const inEpoch = progress && progress.epoch > epochsDone ? progress.step / Math.max(1, progress.steps) : 0;
  const seconds = Math.max(progress?.seconds ?? 0, epochMeasures.at(-1)?.seconds ?? 0);
  const done = Math.min(1, (epochsDone + inEpoch) / epochs);
  return done > 0 && seconds > 0 ? { done, left: (seconds * (1 - done)) / done } : null;
}

/** Progress and time left of a run that has not ended. */
export function Underway({ run, f, t }: { run: RunView; f: Formatters; t: Words }) {
  const known = share(run);
  const label = t('run.progress');
  return (
    <div className="stack gap-1.5">
      <Progress value={known?.done ?? null} label={label} />
      <p className="muted tabular-nums" aria-live="polite">
        {known ? t('run.left', { done: f.percent(known.done, 0), left: f.duration(known.left), epoch: f.number(Math.min(run.epochs, run.epochsDone + 1)), epochs: f.number(run.epochs) }) : t(`waiting.${run.situation}`)}
        {run.progress ? ` · ${t('run.pace', { pace: f.number(run.progress.samplesPerSecond), loss: f.number(run.progress.loss, 3) })}` : ''}
      </p>
    </div>
  );
}
