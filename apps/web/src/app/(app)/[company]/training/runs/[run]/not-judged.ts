import type { RunView } from '@capstan/training';

type Judged = Pick<RunView, 'endedAt' | 'model' | 'outcome'>;

/** Why a run that is over has nothing that was judged sample by sample; null where it has, or where there is nothing to judge. */
export function notJudged({ endedAt, model, outcome }: Judged): 'nothing-handed-in' | 'no-weights' | 'language-model' | 'no-room' | 'stopped' | 'too-large' | null {
  if (endedAt === null || model.kind === 'baseline' || outcome?.evaluation) return null;
  if (!outcome) return 'nothing-handed-in';
  if (!outcome.artifact || !outcome.metrics) return 'no-weights';
  if (outcome.metrics.task === 'language-model') return 'language-model';
  if (outcome.code === 'disk-full') return 'no-room';
  return outcome.how === 'stopped' ? 'stopped' : 'too-large';
}
