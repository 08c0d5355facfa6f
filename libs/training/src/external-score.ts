import type { Headline } from './events.ts';
import { measured, type MetricValue } from './metric-points.ts';

type Figure = 'accuracy' | 'precision' | 'recall' | 'f1' | 'perplexity' | 'loss' | 'meanSquaredError' | 'meanAbsoluteError';

/** How scripts call what our own runs measure, without the name of the split before it. */
const spoken: Readonly<Record<string, Figure>> = {
  accuracy: 'accuracy', acc: 'accuracy', top1: 'accuracy', top1_accuracy: 'accuracy', accuracy_score: 'accuracy', precision: 'precision', precision_score: 'precision', recall: 'recall', recall_score: 'recall', f1: 'f1', f1_score: 'f1',
  perplexity: 'perplexity', ppl: 'perplexity', loss: 'loss', mse: 'meanSquaredError', mean_squared_error: 'meanSquaredError', mae: 'meanAbsoluteError', mean_absolute_error: 'meanAbsoluteError',
};
/** Of two figures of one kind the one of data that was kept apart the longest counts; what was measured on training data never does. */
const splits: Readonly<Record<string, number>> = { test: 3, val: 2, valid: 2, validation: 2, eval: 2, dev: 2, '': 1 };

const scores = { accuracy: 'accuracy', perplexity: 'perplexity', 'mean-absolute-error': 'meanAbsoluteError' } as const;
const tasks = { accuracy: 'classification', perplexity: 'language-model', meanAbsoluteError: 'regression' } as const;
export const SCORE_METRIC_TAG = 'capstan.score_metric';
export const SCORE_TAG = 'capstan.score';
export const scoreKinds = Object.keys(scores) as (keyof typeof scores)[];

/** What a metric's name says it is: `val/acc` is the accuracy on the validation split. Undefined for a name nobody shares. */
export function figureOf(name: string): { figure: Figure; rank: number } | undefined {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
  const [, split = '', rest = plain] = /^(test|validation|valid|val|eval|dev)_(.+)$/.exec(plain) ?? [];
  const figure = spoken[rest];
  return figure && { figure, rank: splits[split]! };
}

const fits: Partial<Record<Figure, (n: number) => boolean>> = { perplexity: (n) => n >= 1, loss: () => true, meanSquaredError: (n) => n >= 0, meanAbsoluteError: (n) => n >= 0 };
const isShare = (n: number) => n >= 0 && n <= 1;

function named(latest: Latest): Map<Figure, number> {
  const best = new Map<Figure, { rank: number; value: number }>();
  for (const [name, { value }] of Object.entries(latest)) {
    const known = figureOf(name), n = measured(value);
    if (!known || !Number.isFinite(n) || !(fits[known.figure] ?? isShare)(n)) continue;
    if (known.rank > (best.get(known.figure)?.rank ?? 0)) best.set(known.figure, { rank: known.rank, value: n });
  }
  return new Map([...best].map(([figure, { value }]) => [figure, value]));
}

type Latest = Readonly<Record<string, { readonly value: MetricValue }>>;
type Scored = keyof typeof tasks;

/** The figure a script says it is to be judged by: the metric of one tag, read as what the other says, or as its own name does. */
function chosen(latest: Latest, tags: Readonly<Record<string, string>>): { figure: Scored; value: number } | undefined {
  const metric = tags[SCORE_METRIC_TAG];
  const value = measured(latest[metric ?? '']?.value ?? 'NaN');
  if (metric === undefined || !Number.isFinite(value)) return undefined;
  const own = figureOf(metric)?.figure;
  const figure = scores[tags[SCORE_TAG] as keyof typeof scores] ?? (own && own in tasks ? own as Scored : 'accuracy');
  return (fits[figure] ?? isShare)(value) ? { figure, value } : undefined;
}

/**
 * The figures of a run trained elsewhere in the words of our own runs: last values, of test data before validation data.
 * Shares are fractions: an accuracy of 93.1 is not read. Null where nothing says how good the run is.
 */
export function headlineOf(latest: Latest, tags: Readonly<Record<string, string>>): Headline | null {
  const known = named(latest), said = chosen(latest, tags);
  if (said) known.set(said.figure, said.value);
  const figure = said?.figure ?? (['accuracy', 'perplexity', 'meanAbsoluteError'] as const).find((one) => known.has(one));
  if (!figure) return null;
  const at = (one: Figure) => known.get(one) ?? null;
  return {
    task: tasks[figure], loss: at('loss'), accuracy: at('accuracy'), precision: at('precision'), recall: at('recall'), f1: at('f1'), perplexity: at('perplexity'),
    meanSquaredError: at('meanSquaredError'), meanAbsoluteError: at('meanAbsoluteError'), samples: null,
  };
}
