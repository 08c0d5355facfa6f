/** Money for one million tokens: price per hour ÷ (tokens/s · 3600) · 10⁶. Null when no tokens come out. */
export const costPerMillionTokens = (pricePerHour: number, tokensPerSecond: number, utilisation = 1): number | null => {
  const tokensPerHour = tokensPerSecond * utilisation * 3600;
  return tokensPerHour > 0 ? (pricePerHour / tokensPerHour) * 1e6 : null;
};

/** Decode roofline for one sequence: every token reads the whole model, so tokens/s ≤ bandwidth / model bytes. */
export const mostTokensPerSecond = (bytesPerSecond: number, modelBytes: number): number | null =>
  modelBytes > 0 ? bytesPerSecond / modelBytes : null;
