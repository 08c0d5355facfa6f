import type { Money, SummaryPart } from '@capstan/kernel';
import type { Formatters } from '@capstan/ui';
import type { ReactNode } from 'react';
import type { Words } from '../../../../i18n/words.ts';

/** What a kind of fact is called; a kind without words (of a newer version) by its own name. */
export const factName = (facts: Words, type: string): string => (facts.has(type) ? facts(type) : type);

/** Who recorded something: a member by name, a policy or a trainer in words, somebody who left as such. */
export function who(t: Words, { actor, by }: { actor: string; by: string }): string {
  if (by !== actor) return by;
  const [kind, name] = actor.split(':') as [string, string?];
  if (t.has(`actors.${kind}`)) return t(`actors.${kind}`, { name: name ?? '' });
  return t('actors.gone');
}

export const summaryText = (parts: readonly SummaryPart[], f: Formatters): string =>
  parts.map((part) => ('money' in part ? f.amount(part.money) : 'number' in part ? f.number(part.number, Number.isInteger(part.number) ? 0 : 2) : part.text)).join(' · ');

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 2 && typeof (value as Money).amount === 'number' && typeof (value as Money).currency === 'string';

/** A recorded value as it can be read: money as money, plain values as they are, everything else as JSON. */
export function Value({ value, f }: { value: unknown; f: Formatters }): ReactNode {
  if (value === null || value === undefined) return '—';
  if (isMoney(value)) return <span className="num">{f.exact(value)}</span>;
  if (typeof value === 'string') return value;
  if (typeof value === 'object') return <details open={JSON.stringify(value).length < 600}><summary className="muted small num">{Array.isArray(value) ? `[${value.length}]` : '{}'}</summary><pre className="formula ledger-json">{JSON.stringify(value, null, 2)}</pre></details>;
  return <span className="num">{JSON.stringify(value)}</span>;
}
