'use client';
import { type Dilution, partAt, type Sequence } from '@capstan/capital/rounds';
import { exact, type Rational } from '@capstan/kernel';
import type { Formatters } from '@capstan/ui';
import { asMoney, hundredths, price } from './say.ts';
import { fill, type SimulatorWords } from './words.ts';

export interface Side { name: string; sequence: Sequence; all: Dilution }
const MOST_ROWS = 12;

/** Two scenarios beside one another: the first round's price and value, and what everyone owns after all rounds. */
export function Compare({ one, other, currency, words, f }: { one: Side; other: Side; currency: string; words: SimulatorWords; f: Formatters }) {
  const first = ({ sequence: { rounds } }: Side) => (rounds[0]?.kind === 'priced' ? rounds[0].round : null);
  const title = fill(words.compareTitle, { one: one.name, other: other.name });
  const names = new Map([...other.all.holders, ...one.all.holders].map((h) => [h.id, h.name]));
  const parts = (side: Side) => new Map(side.all.holders.map((h) => [h.id, partAt(h.shares.at(-1)!, side.all.totals.at(-1)!)]));
  const [left, right] = [parts(one), parts(other)];
  const size = (id: string) => Math.max(...[left, right].map((side) => exact.toNumber(side.get(id) ?? exact.ZERO)));
  const rows = [...names].map(([id, name]) => ({ id, name, size: size(id), a: left.get(id) ?? exact.ZERO, b: right.get(id) ?? exact.ZERO })).sort((a, b) => b.size - a.size).slice(0, MOST_ROWS);
  const pool = (side: Side) => partAt(side.all.pool.at(-1)!, side.all.totals.at(-1)!) ?? exact.ZERO;
  const row = (key: string, name: string, a: Rational, b: Rational) => <tr key={key}><th scope="row">{name}</th><td data-align="right">{hundredths(a, f)}</td><td data-align="right">{hundredths(b, f)}</td><td data-align="right">{hundredths(exact.sub(a, b), f)}</td></tr>;
  const fact = (label: string, say: (round: NonNullable<ReturnType<typeof first>>) => string) => <tr><th scope="row">{label}</th>{[one, other].map((side, i) => { const round = first(side); return <td key={`${i}`} data-align="right">{round ? say(round) : f.number(null)}</td>; })}<td data-align="right">{f.number(null)}</td></tr>;
  return (
    <section className="stack">
      <h3>{title}</h3>
      <div className="table-wrap" role="region" aria-label={title} tabIndex={0}><table className="table">
        <caption>{title}</caption>
        <thead><tr><th scope="col">{words.afterAll}</th><th scope="col" data-align="right">{one.name}</th><th scope="col" data-align="right">{other.name}</th><th scope="col" data-align="right">{words.difference}</th></tr></thead>
        <tbody>
          {fact(fill(words.comparePrice, { currency }), (r) => price(r.price, f))}{fact(words.comparePost, (r) => f.amount(asMoney(r.postMoney, currency)))}
          {rows.map((r) => row(r.id, r.name, r.a, r.b))}{row('pool', words.poolRow, pool(one), pool(other))}
        </tbody>
      </table></div>
    </section>
  );
}
