'use client';
import type { HolderPayout } from '@capstan/capital/waterfall';
import { exact, minorDigits } from '@capstan/kernel';
import { type Formatters, Section, Table } from '@capstan/ui';
import { fill } from '../simulator/words.ts';
import type { Return } from './returns.ts';
import type { breaksOf, Played, Row } from './played.ts';
import { type ExitWords, named } from './words.ts';

interface Common { currency: string; words: ExitWords; f: Formatters }

/** Payout per claim: what it chose, what it gets, and what the other choice would have brought. */
export function Payouts({ rows, names, price, currency, words, f }: Common & { rows: readonly Row[]; names: readonly string[]; price: number }) {
  const amount = (n: number | null) => (n === null ? '—' : f.amount({ amount: Math.round(n), currency }));
  return (
    <Section title={words.payoutsTitle} lead={words.payoutsLead}>
      <Table caption={words.payoutsTitle} rows={rows} rowKey={(r) => r.id}
        columns={[
          { key: 'claim', header: words.claim, cell: (_, i) => names[i]!, total: words.total },
          { key: 'choice', header: words.choice, cell: (r) => words.choices[r.choice] },
          { key: 'amount', header: fill(words.amount, { currency }), align: 'right', cell: (r) => <span className="num">{amount(r.amount)}</span>, total: <span className="num">{amount(price)}</span> },
          { key: 'part', header: words.part, align: 'right', cell: (r) => <span className="num">{f.number(r.part * 100, 2)}</span>, total: <span className="num">{f.number(100, 2)}</span> },
          { key: 'perShare', header: words.perClassShare, align: 'right', cell: (r) => <span className="num">{r.perShare === null ? '—' : f.number(r.perShare / 10 ** minorDigits(currency), 4)}</span> },
          { key: 'otherwise', header: words.otherwise, align: 'right', cell: (r) => <span className="num muted">{r.otherwise !== null && Math.abs(r.otherwise - r.amount) < 0.5 ? words.indifferent : amount(r.otherwise)}</span> },
        ]} />
    </Section>
  );
}

/** Payout per holder, biggest first; the long tail on demand. */
export function Holders({ holders, back, count, all, setAll, price, currency, words, f }: Common & { holders: readonly HolderPayout[]; back: (holder: string, payout: number) => Return | null; count: number; all: boolean; setAll: (all: boolean) => void; price: number }) {
  const returns = new Map(holders.map((h) => [h.holder, back(h.holder, exact.toNumber(h.amount))]));
  return (
    <Section title={words.holdersTitle} lead={words.holdersLead} actions={(all || count > holders.length) && <button type="button" className="button" data-kind="quiet" onClick={() => setAll(!all)}>{fill(all ? words.fewerHolders : words.allHolders, { count: f.number(count) })}</button>}>
      <Table caption={words.holdersTitle} rows={holders} rowKey={(h) => h.holder}
        columns={[
          { key: 'holder', header: words.holder, cell: (h) => h.name },
          { key: 'amount', header: fill(words.amount, { currency }), align: 'right', cell: (h) => <span className="num">{f.amount({ amount: Math.round(exact.toNumber(h.amount)), currency })}</span> },
          { key: 'part', header: words.part, align: 'right', cell: (h) => <span className="num">{f.number(price === 0 ? 0 : (exact.toNumber(h.amount) / price) * 100, 2)}</span> },
          { key: 'paid', header: fill(words.paidIn, { currency }), align: 'right', cell: (h) => <span className="num">{paidIn(returns.get(h.holder), currency, f)}</span> },
          { key: 'multiple', header: words.multipleOf, align: 'right', cell: (h) => <span className="num">{f.number(returns.get(h.holder)?.multiple, 2)}</span> },
          { key: 'rate', header: words.rate, align: 'right', cell: (h) => <span className="num">{f.percent(returns.get(h.holder)?.rate)}</span> },
        ]} />
    </Section>
  );
}

const paidIn = (of: Return | null | undefined, currency: string, f: Formatters): string => f.amount(of ? { amount: of.paid, currency } : null);

/** The exit values at which the next euro begins to be divided in another way; each leads the price there. */
export function Breaks({ breaks, claims, currency, go, words, f }: Common & { breaks: ReturnType<typeof breaksOf>; claims: Played; go: (price: number) => void }) {
  const events = (of: (typeof breaks)[number]['events']) => of.map((e) => fill(words.events[e.what], { name: named(claims.table.names.get(e.id), words, f, fill) })).join('; ');
  return (
    <Section title={words.breaksTitle} lead={words.breaksLead}>
      <Table caption={words.breaksTitle} rows={breaks} rowKey={(b) => String(b.exit)}
        columns={[
          { key: 'exit', header: fill(words.breakAt, { currency }), align: 'right', cell: (b) => <button type="button" className="link num" aria-label={fill(words.goThere, { price: f.amount({ amount: Math.round(b.exit), currency }) })} onClick={() => go(Math.round(b.exit))}>{f.amount({ amount: Math.round(b.exit), currency })}</button> },
          { key: 'price', header: words.perShare, align: 'right', cell: (b) => <span className="num">{f.number(b.price / 10 ** minorDigits(currency), 4)}</span> },
          { key: 'happens', header: words.happens, cell: (b) => events(b.events) },
        ]} />
    </Section>
  );
}
