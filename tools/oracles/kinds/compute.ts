import { carbonKg, computeOptimal, costPerMillionTokens, energyKwh, measuredCost, mostTokensPerSecond, type ScalingLaw, scalingLaws, trainingCost, trainingFlops } from '@capstan/compute';
import type { OracleCase, Shaped } from '../case.ts';
import type { Engine } from '../engines.ts';
import { type Figures, named } from '../figure.ts';
import { allRead } from './all-read.ts';

const number = (input: Shaped, name: string): number | undefined => (typeof input[name] === 'number' ? input[name] : undefined);

function required(input: Shaped, name: string): number {
  const value = number(input, name);
  if (value === undefined) throw new Error(`no ${name} in the input`);
  return value;
}

/** The model of the runs that are timed without saying which: GPT-2 small, 124 million parameters. */
const GPT2_SMALL = 124_475_904;

function measured(input: Shaped): Figures {
  const run = measuredCost({ steps: required(input, 'steps'), secondsPerStep: required(input, 'ms_per_step') / 1000, nodePricePerHour: required(input, 'node_usd_per_h') });
  const tokens = required(input, 'steps') * required(input, 'tokens_per_step');
  return { minutes: run.hours * 60, hours: run.hours, usd: run.cost, cost: run.cost, tokens, flops: trainingFlops({ parameters: number(input, 'parameters') ?? number(input, 'N') ?? GPT2_SMALL, tokens }) };
}

function footprint(input: Shaped): Figures {
  const hours = [input['gpu_hours']].flat() as number[];
  const kwh = hours.map((h) => energyKwh(h, required(input, 'tdp_kw') * 1000, required(input, 'pue')));
  const tonnes = kwh.map((k) => carbonKg(k, required(input, 'kg_per_kwh') * 1000)! / 1000);
  return { mwh: kwh.map((k) => k / 1000), kwh, ...named(tonnes, 'tco2', 'tco2e') };
}

/** The cost of a run from its operations and a utilisation, or from the hours it took. */
function planned(input: Shaped): Figures {
  const [parameters, tokens] = [number(input, 'N') ?? number(input, 'parameters'), number(input, 'D') ?? number(input, 'tokens')];
  const flops = number(input, 'flops') ?? (parameters === undefined || tokens === undefined ? undefined : trainingFlops({ parameters, tokens })!);
  const price = number(input, 'usd_per_gpu_hour') ?? 0;
  const hours = number(input, 'gpu_hours');
  if (hours !== undefined) return { flops, gpu_hours: hours, ...named(hours * price, 'usd', 'cost') };
  const gpuCount = number(input, 'gpus') ?? 1;
  const plan = flops === undefined ? null : trainingCost({ flops, peakFlops: required(input, 'peak_flops'), utilisation: { convention: 'whole-run', mfu: required(input, 'mfu') }, gpuCount, pricePerGpuHour: price });
  if (!plan) throw new Error('nothing would ever be finished');
  return { flops, gpu_hours: plan.gpuHours, ...named(plan.wallHours, 'hours', 'wall_hours'), days: plan.wallHours / 24, ...named(plan.cost, 'usd', 'cost') };
}

/** A measured speed is not computed: it is checked against the roofline through the fraction the source says it reached. */
function roofline({ input, expected }: OracleCase): Figures {
  const most = mostTokensPerSecond(required(input, 'bandwidth'), required(input, 'model_bytes'));
  if (most === null) throw new Error('a model without bytes has no roofline');
  const seen = (expected ?? {}) as { measured_batch1?: number; fraction?: number };
  return {
    ...named(most, 'max_tok_s', 'max_tokens_per_second'),
    ...(seen.measured_batch1 !== undefined && { fraction: seen.measured_batch1 / most }),
    ...(seen.fraction !== undefined && { measured_batch1: seen.fraction * most }),
    ...(number(input, 'usd_per_h') !== undefined && { usd_per_million_tokens: costPerMillionTokens(number(input, 'usd_per_h')!, most) }),
  };
}

/** The best model for so many FLOPs under a scaling law: that of the case, or one by name. */
function optimal(input: Shaped): Figures {
  const given = input['params'] as ScalingLaw | undefined;
  const { parameters, tokens, loss } = computeOptimal(required(input, 'C'), given ?? scalingLaws['besiroglu-2024']);
  return { ...named(parameters, 'N', 'parameters'), ...named(tokens, 'D', 'tokens'), D_over_N: tokens / parameters, loss };
}

/** What training and inference take. */
export const computeKinds: Readonly<Record<string, Engine>> = allRead({
  training_cost: ({ input }) => (input['ms_per_step'] === undefined ? planned(input) : measured(input)),
  compute_optimal_closed_form: ({ input }) => optimal(input),
  carbon: ({ input }) => footprint(input),
  decode_roofline: roofline,
});
