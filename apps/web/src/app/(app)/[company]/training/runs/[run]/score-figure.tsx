import { beatsBaseline, higherIsBetter, type Score } from '@capstan/training';
import { Figure, type Formatters } from '@capstan/ui';
import type { Words } from '../../../../../../i18n/words.ts';
import { sayScore } from '../../figures.tsx';

/** The figure a run is ranked by, against its naive baseline where there is one. */
export function ScoreFigure({ score, f, t }: { score: Score; f: Formatters; t: Words }) {
  const by = score.value !== null && score.baseline !== null ? score.value - score.baseline : null;
  const beats = beatsBaseline(score);
  const text = t(beats ? 'beatsBaseline' : 'notBaseline', { baseline: sayScore(score.metric, score.baseline, f) });
  return <Figure headline label={t(`scores.${score.metric}`)} value={<span className="num">{sayScore(score.metric, score.value, f)}</span>}
    {...(by !== null && { change: { by, text, goodWhen: higherIsBetter(score.metric) ? 'up' as const : 'down' as const } })} />;
}
