/** The separators that a locale writes numbers with. */
function separators(locale: string): { group: string; decimal: string } {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(-12345.6);
  const of = (type: string, or: string) => parts.find((p) => p.type === type)?.value ?? or;
  return { group: of('group', ','), decimal: of('decimal', '.') };
}

/** A plain decimal text (`-1250.5`) from what a person typed (`1 250,50`, `€1,250.5`, `1.2m`, `３，０００`); undefined when it is not one number. */
export function parseDecimalText(typed: string, locale: string): string | undefined {
  const { group, decimal } = separators(locale);
  let text = typed.normalize('NFKC').replace(/[\s'’_]|\p{Sc}|[A-Z]{3}/gu, '').replace('−', '-').replaceAll(group, '');
  if (decimal !== '.') text = text.replaceAll(decimal, '.');
  const m = /^(-?)(\d*)(?:\.(\d*))?(k|m|b|万|亿)?$/iu.exec(text);
  if (!m || (m[2] === '' && !m[3])) return undefined;
  const shift = { k: 3, m: 6, b: 9, 万: 4, 亿: 8 }[m[4]?.toLowerCase() ?? ''] ?? 0;
  const frac = (m[3] ?? '').padEnd(shift, '0');
  const whole = ((m[2] ?? '') + frac.slice(0, shift)).replace(/^0+(?=\d)/, '') || '0';
  const rest = frac.slice(shift).replace(/0+$/, '');
  return `${m[1]}${whole}${rest ? `.${rest}` : ''}`;
}

/**
 * Whole minor units from typed money: `parseMinor('1,250.50', 'en', 2)` → 125050. Undefined when it is not a number,
 * has more decimals than the currency, or is too large to be exact.
 */
export function parseMinor(typed: string, locale: string, digits: number): number | undefined {
  const text = parseDecimalText(typed, locale);
  if (text === undefined) return undefined;
  const [whole, frac = ''] = text.split('.') as [string, string?];
  if (frac.length > digits) return undefined;
  const minor = Number(whole + frac.padEnd(digits, '0'));
  return Number.isSafeInteger(minor) ? minor + 0 : undefined;
}

/** A number from typed text, for counts and rates; undefined when it is not one. */
export function parseNumber(typed: string, locale: string): number | undefined {
  const text = parseDecimalText(typed, locale);
  return text === undefined ? undefined : Number(text);
}

/** Decimal text moved by two places: `percentText('12.5')` → `0.125`, exactly. */
export function fractionOfPercent(decimal: string): string {
  const negative = decimal.startsWith('-');
  const [whole, frac = ''] = decimal.replace('-', '').split('.') as [string, string?];
  const padded = whole.padStart(3, '0');
  const rest = (padded.slice(-2) + frac).replace(/0+$/, '');
  const head = padded.slice(0, -2).replace(/^0+(?=\d)/, '');
  return `${negative ? '-' : ''}${head}${rest ? `.${rest}` : ''}`;
}
