import type { RunRow, Score, Usage } from '@capstan/training';
import { Amount, type Formatters, NumberText } from '@capstan/ui';
import type { Words } from '../../../../i18n/words.ts';

/** A score in its own unit: accuracy as a percentage, perplexity and errors as numbers. */
export const sayScore = (metric: Score['metric'], value: number | null, f: Formatters): string =>
  metric === 'accuracy' ? f.percent(value) : f.number(value, value !== null && Math.abs(value) < 10 ? 3 : 1);

export const ScoreText = ({ score, f }: { score: Score | null; f: Formatters }) =>
  <span className={score ? 'num' : 'num muted'}>{score ? sayScore(score.metric, score.value, f) : f.number(null)}</span>;

/** What a run cost; less than one minor unit is said so, not printed as zero. */
export function Cost({ usage, f, t }: { usage: Pick<Usage, 'cost' | 'exactCost'>; f: Formatters; t: Words }) {
  const tiny = usage.cost.amount === 0 && Number(usage.exactCost) > 0;
  return tiny ? <span className="num">{t('lessThan', { amount: f.exact({ amount: 1, currency: usage.cost.currency }) })}</span> : <Amount money={usage.cost} f={f} as="exact" />;
}

const steps = ['', 'K', 'M', 'G', 'T', 'P', 'E'];
/** Operations as engineers write them: `1.39 TFLOP`. */
export function sayFlops(flops: number | null, f: Formatters): string {
  if (flops === null) return f.number(null);
  const power = flops < 1 ? 0 : Math.min(steps.length - 1, Math.floor(Math.log10(flops) / 3));
  return `${f.number(flops / 1000 ** power, power === 0 ? 0 : 2)} ${steps[power]}FLOP`;
}

/** Energy in the unit that fits: `1.26 kWh`, `0.84 Wh`. */
export const sayEnergy = (kwh: number, f: Formatters): string => (kwh < 0.1 ? `${f.number(kwh * 1000, 2)} Wh` : `${f.number(kwh, 2)} kWh`);

/** CO₂ in the unit that fits: `0.48 kg`, `12 g`. */
export const sayCarbon = (kg: number, f: Formatters): string => (kg < 0.1 ? `${f.number(kg * 1000, 2)} g` : `${f.number(kg, 2)} kg`);

/** The same with the factor and who says so. */
export const sayEmitted = ({ kg, gramsPerKwh, source }: { kg: number; gramsPerKwh: number; source: string }, f: Formatters, t: Words): string => t('carbon.known', { carbon: sayCarbon(kg, f), grams: f.number(gramsPerKwh), source });

/** Epochs done of those asked for; a baseline has none. */
export const Epochs = ({ run, f }: { run: RunRow; f: Formatters }) => run.epochs === null || run.model.kind === 'baseline' ? <NumberText value={null} f={f} /> : <><NumberText value={run.epochsDone} f={f} /><span className="muted"> / {f.number(run.epochs)}</span></>;
