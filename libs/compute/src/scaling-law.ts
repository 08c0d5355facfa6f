/** Loss of a language model of N parameters after D tokens: L = E + A/N^α + B/D^β (Hoffmann et al. 2022, approach 3). */
export interface ScalingLaw { readonly E: number; readonly A: number; readonly B: number; readonly alpha: number; readonly beta: number }

/** Published fits; exponents unrounded, since rounding them costs more than the dispute between the two. */
export const scalingLaws = {
  /** Hoffmann et al. 2022, as printed with its unrounded exponents. */
  'hoffmann-2022': { E: 1.69, A: 406.4, B: 410.7, alpha: 0.33917084, beta: 0.2849083 },
  /** Besiroglu et al. 2024, the same data fitted again. */
  'besiroglu-2024': { E: 1.8172, A: 482.01, B: 2085.43, alpha: 0.3478, beta: 0.3658 },
} as const satisfies Record<string, ScalingLaw>;

/** The loss a law promises, in nats per token. */
export const lossOf = ({ E, A, B, alpha, beta }: ScalingLaw, parameters: number, tokens: number): number => E + A / parameters ** alpha + B / tokens ** beta;

export interface ComputeOptimal { readonly parameters: number; readonly tokens: number; readonly loss: number }

/**
 * The model that so many FLOPs buy the least loss with, at k·N·D FLOPs a run (k is 6 unless it was measured): N = G·(C/k)^(β/(α+β)),
 * D = (C/k)^(α/(α+β))/G, G = (αA/βB)^(1/(α+β)) (Hoffmann et al. 2022, equation 4).
 */
export function computeOptimal(flops: number, law: ScalingLaw = scalingLaws['besiroglu-2024'], flopsPerParameterToken = 6): ComputeOptimal {
  const { A, B, alpha, beta } = law;
  const both = alpha + beta;
  const g = ((alpha * A) / (beta * B)) ** (1 / both);
  const product = flops / flopsPerParameterToken;
  const [parameters, tokens] = [g * product ** (beta / both), product ** (alpha / both) / g];
  return { parameters, tokens, loss: lossOf(law, parameters, tokens) };
}
