/** How training FLOPs are counted: `6nd` for dense matrix work, `attention` adds what long contexts cost. */
export type FlopsConvention = '6nd' | 'attention';

export interface Transformer {
  /** Parameters that work on a token: for a mixture of experts the active ones. */
  readonly parameters: number;
  readonly tokens: number;
  readonly layers?: number;
  readonly width?: number;
  readonly sequence?: number;
}

/**
 * FLOPs of one training run. `6nd`: 6·N·D (Kaplan et al. 2020). `attention`: 3·(2N + 4·L·d·s) per token,
 * forward once and backward twice. Null when `attention` is asked for without layers, width and sequence.
 */
export function trainingFlops(model: Transformer, convention: FlopsConvention = '6nd'): number | null {
  const { parameters, tokens, layers, width, sequence } = model;
  if (convention === '6nd') return 6 * parameters * tokens;
  if (layers === undefined || width === undefined || sequence === undefined) return null;
  return 3 * (2 * parameters + 4 * layers * width * sequence) * tokens;
}

/**
 * Which MFU a figure means. `whole-run` already contains restarts and idle hours (median 0.34 over published runs);
 * `benchmark` is the speed of a good step, and the goodput says how much of the wall time is spent on such steps.
 */
export type Utilisation =
  | { readonly convention: 'whole-run'; readonly mfu: number }
  | { readonly convention: 'benchmark'; readonly mfu: number; readonly goodput: number };

/** Median of published runs (interquartile range 0.30 to 0.46). */
export const TYPICAL_WHOLE_RUN_MFU = 0.34;

/** The share of the peak that ends up in the model over the whole run. */
export const effectiveMfu = (u: Utilisation): number => (u.convention === 'whole-run' ? u.mfu : u.mfu * u.goodput);

export interface TrainingPlan {
  readonly flops: number;
  /** Peak dense FLOP/s of one accelerator. */
  readonly peakFlops: number;
  readonly utilisation: Utilisation;
  readonly gpuCount: number;
  /** Price of one GPU-hour, in any unit of money; the answer's cost has the same unit. */
  readonly pricePerGpuHour: number;
}

export interface TrainingCost { readonly gpuHours: number; readonly wallHours: number; readonly cost: number }

/** GPU-hours = FLOPs / (peak · MFU) / 3600; cost = GPU-hours · price. Null when nothing would ever be finished (no MFU, no GPU). */
export function trainingCost(plan: TrainingPlan): TrainingCost | null {
  const speed = plan.peakFlops * effectiveMfu(plan.utilisation);
  if (!(speed > 0) || !(plan.gpuCount > 0)) return null;
  const gpuHours = plan.flops / speed / 3600;
  return { gpuHours, wallHours: gpuHours / plan.gpuCount, cost: gpuHours * plan.pricePerGpuHour };
}

/** Cost of a run whose step time was measured: steps · seconds per step · price of the node. */
export const measuredCost = (run: { steps: number; secondsPerStep: number; nodePricePerHour: number }): { hours: number; cost: number } => {
  const hours = (run.steps * run.secondsPerStep) / 3600;
  return { hours, cost: hours * run.nodePricePerHour };
};
