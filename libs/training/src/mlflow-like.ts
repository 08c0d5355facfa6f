/** SQL's LIKE: `%` stands for any text, `_` for one character; case counts. Linear steps back at most to the last `%`, whatever the pattern. */
export function like(text: string, pattern: string): boolean {
  let t = 0, p = 0, star = -1, from = 0;
  while (t < text.length) {
    const sign = pattern[p];
    if (sign === '%') {
      star = p++;
      from = t;
    } else if (sign !== undefined && (sign === '_' || sign === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++from;
    } else {
      return false;
    }
  }
  while (pattern[p] === '%') p++;
  return p === pattern.length;
}
