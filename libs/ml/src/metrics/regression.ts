/** 1 − Σ(t − p)²/Σ(t − mean of t)²: the share of the truth's spread that is explained. Null where the truth does not vary. */
export function rSquared(truth: ArrayLike<number>, predicted: ArrayLike<number>): number | null {
  const values = Array.from(truth), mean = values.reduce((sum, t) => sum + t, 0) / values.length;
  const spread = values.reduce((sum, t) => sum + (t - mean) ** 2, 0);
  return spread > 0 ? 1 - values.reduce((sum, t, i) => sum + (t - predicted[i]!) ** 2, 0) / spread : null;
}
