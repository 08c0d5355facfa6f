import type { Money } from '@capstan/kernel';
import { type Formatters, plain } from '../format/formatters.ts';

/**
 * Prints money: `€1,250,000` (or `€1.25M` with `as="tile"`), the exact amount on hover, copied on click.
 * `signed` writes a plus before what is above zero. Unknown prints `—`.
 */
export function Amount({ money, f, as = 'table', signed = false }: { money: Money | null | undefined; f: Formatters; as?: 'table' | 'tile' | 'exact'; signed?: boolean }) {
  if (!money) return <span className="num muted">{f.amount(null)}</span>;
  const text = as === 'tile' ? f.tile(money) : as === 'exact' ? f.exact(money) : f.amount(money);
  return <span className="num" data-copy={plain(money)} title={f.exact(money)}>{signed && money.amount > 0 ? '+' : ''}{text}</span>;
}

/** Prints a number that is not money: a count, a percentage (`percent`), a rate; copied on click. Unknown prints `—`. */
export function NumberText({ value, f, as = 'number', digits, unit }: { value: number | null | undefined; f: Formatters; as?: 'number' | 'percent' | 'compact' | 'months' | 'duration'; digits?: number; unit?: string }) {
  const text = as === 'number' ? f.number(value, digits) : as === 'percent' ? f.percent(value, digits) : f[as](value);
  const known = typeof value === 'number' && Number.isFinite(value);
  return <span className={known ? 'num' : 'num muted'} {...(known && { 'data-copy': String(value + 0) })}>{text}{known && unit ? ` ${unit}` : ''}</span>;
}
