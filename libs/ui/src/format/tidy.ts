/** What stands where nothing is known. */
export const dash = '—';
const MINUS = '−';

/** A number by a format, with a true minus and none on what rounds to zero; `—` for unknown, NaN and infinities. */
export function tidy(n: number | null | undefined, format: Intl.NumberFormat): string {
  if (n === null || n === undefined || !Number.isFinite(n)) return dash;
  return format.formatToParts(n).map((part) => (part.type === 'minusSign' ? MINUS : part.value)).join('');
}
