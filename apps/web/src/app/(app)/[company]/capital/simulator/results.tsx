'use client';
import { type Convention, conventions, partAt, type PlayedRound, priceByConvention, type PricedRound } from '@capstan/capital/rounds';
import { exact, type Rational } from '@capstan/kernel';
import { Amount, Banner, type Formatters } from '@capstan/ui';
import { useMemo } from 'react';
import { asMoney, hundredths, price, whole } from './say.ts';
import { fill, type SimulatorWords } from './words.ts';

type Priced = Extract<PlayedRound, { kind: 'priced' }>;
interface Props { played: PlayedRound; before: ReadonlyMap<string, { name: string; price: Rational }>; names: ReadonlyMap<string, string>; currency: string; words: SimulatorWords; f: Formatters }
type Part = Omit<Props, 'played' | 'before' | 'names'> & { played: Priced };

/** What one round comes to: price and money, the three conventions, where the pre-money goes, who converts, who is adjusted. */
export function RoundResults({ played, before, names, ...rest }: Props) {
  if (played.kind !== 'priced') return <Banner tone="warn">{rest.words[played.kind]}</Banner>;
  return (
    <>
      <Facts played={played} {...rest} />
      <Conventions played={played} {...rest} />
      <Shuffle played={played} {...rest} />
      {played.round.conversions.length > 0 && <Conversions played={played} {...rest} />}
      <Adjustments played={played} before={before} {...rest} />
      {played.round.proRata.length > 0 && <ProRata played={played} names={names} {...rest} />}
    </>
  );
}

const newShares = (round: PricedRound): Rational => exact.sum(round.issued.map((i) => i.shares));
const converted = (round: PricedRound): Rational => exact.sum(round.conversions.map((c) => c.shares));

function Facts({ played: { round }, currency, words, f }: Part) {
  return (
    <dl className="facts" aria-live="polite">
      <dt>{fill(words.price, { currency })}</dt><dd className="num"><strong>{price(round.price, f)}</strong></dd>
      <dt>{words.raised}</dt><dd><Amount money={asMoney(exact.sum(round.issued.map((i) => i.amount)), currency)} f={f} /></dd>
      <dt>{words.postMoney}</dt><dd><Amount money={asMoney(round.postMoney, currency)} f={f} /></dd>
      <dt>{words.newShares}</dt><dd className="num">{whole(newShares(round), f)}</dd>
      <dt>{words.poolIncrease}</dt><dd className="num">{whole(round.poolIncrease, f)}</dd>
      <dt>{words.total}</dt><dd className="num">{whole(round.total, f)}</dd>
    </dl>
  );
}

function Conventions({ played, currency, words, f }: Part) {
  const all = useMemo(() => priceByConvention(played.terms), [played.terms]);
  const chosen = played.plan.convention ?? 'percentage-ownership';
  const cell = (convention: Convention, say: (round: PricedRound) => string) => { const one = all[convention]; return <td key={convention} data-align="right">{one.kind === 'priced' ? say(one) : words[one.kind]}</td>; };
  const owns = (shares: (round: PricedRound) => Rational) => (round: PricedRound) => hundredths(partAt(shares(round), round.total), f);
  const rows: [string, (round: PricedRound) => string][] = [
    [fill(words.price, { currency }), (r) => price(r.price, f)], [words.postMoney, (r) => f.amount(asMoney(r.postMoney, currency))], [words.newMoneyOwns, owns(newShares)], [words.convertiblesOwn, owns(converted)],
    [words.earlierOwn, owns((r) => exact.sub(exact.sub(r.total, newShares(r)), converted(r)))],
  ];
  return (
    <section className="stack">
      <h4>{words.conventionsTitle}</h4>
      <div className="table-wrap" role="region" aria-label={words.conventionsTitle} tabIndex={0}><table className="table sim-table">
        <caption>{words.conventionsTitle}</caption>
        <thead><tr><th scope="col">{words.convention}</th>{conventions.map((c) => <th key={c} scope="col" data-align="right" {...(c === chosen && { className: 'sim-chosen' })}>{words.conventions[c]}{c === chosen && <span className="sim-mark">{words.chosen}</span>}</th>)}</tr></thead>
        <tbody>{rows.map(([label, say]) => <tr key={label}><th scope="row">{label}</th>{conventions.map((c) => cell(c, say))}</tr>)}</tbody>
      </table></div>
      <p className="muted small">{words.conventionNotes[chosen]}</p>
    </section>
  );
}

/** The option-pool shuffle as a bar: the pre-money is those already in, what converts, and pool that is not there yet. */
function Shuffle({ played: { round, plan }, currency, words, f }: Part) {
  const pool = exact.mul(round.price, round.poolIncrease);
  const before = exact.mul(round.price, exact.sub(round.capitalisation, converted(round)));
  const parts = [{ key: 'there', name: words.shuffleThere, value: before }, { key: 'converting', name: words.shuffleConverting, value: exact.mul(round.price, converted(round)) }, { key: 'pool', name: words.shufflePool, value: pool }].filter((p) => p.value.num > 0n);
  const all = exact.sum(parts.map((p) => p.value));
  const share = (value: typeof all) => exact.toNumber(exact.div(value, all));
  const { effectivePreMoney, priceWithoutIncrease } = round.shuffle;
  return (
    <section className="stack">
      <h4>{words.shuffleTitle}</h4>
      <svg className="sim-bar" viewBox="0 0 1 1" preserveAspectRatio="none" role="img" aria-label={parts.map((p) => `${p.name} ${f.percent(share(p.value))}`).join(', ')}>
        {parts.map((p, n) => <rect key={p.key} data-part={p.key} x={share(exact.sum(parts.slice(0, n).map((before) => before.value)))} width={share(p.value)} height="1" />)}
      </svg>
      <p className="sim-legend small">{parts.map((p) => <span key={p.key}><i data-part={p.key} /> {p.name} {f.tile(asMoney(p.value, currency))}</span>)}</p>
      <p className="prose small">{round.poolIncrease.num > 0n ? fill(words.shuffle, { preMoney: f.amount(asMoney(plan.preMoney, currency)), pool: f.amount(asMoney(pool, currency)), effective: f.amount(asMoney(effectivePreMoney, currency)), price: price(priceWithoutIncrease, f) }) : words.shuffleNone}</p>
    </section>
  );
}

function Conversions({ played: { round, plan }, currency, words, f }: Part) {
  return (
    <section className="stack">
      <h4>{words.conversionsTitle}</h4>
      <div className="table-wrap" role="region" aria-label={words.conversionsTitle} tabIndex={0}><table className="table sim-table">
        <caption>{words.conversionsTitle}</caption>
        <thead><tr><th scope="col">{words.investor}</th><th scope="col" data-align="right">{words.paid}</th><th scope="col" data-align="right">{words.at}</th><th scope="col">{words.by}</th><th scope="col" data-align="right">{words.shares}</th></tr></thead>
        <tbody>{round.conversions.map((c, i) => { const one = plan.convertibles[i]!; return <tr key={c.id}><th scope="row">{one.name}</th><td data-align="right">{f.amount(asMoney(one.amount, currency))}</td><td data-align="right">{price(c.price, f)}</td><td>{words.bys[c.by]}</td><td data-align="right">{whole(c.shares, f)}</td></tr>; })}</tbody>
      </table></div>
    </section>
  );
}

function Adjustments({ played: { round }, before, words, f }: Part & Pick<Props, 'before'>) {
  const say = (a: PricedRound['adjustments'][number]) => fill(words.adjusted, { name: before.get(a.id)?.name ?? a.id, before: price(exact.mul(a.conversionPrice, a.ratio), f), after: price(a.conversionPrice, f), shares: whole(a.shares, f) });
  return (
    <section className="stack">
      <h4>{words.adjustedTitle}</h4>
      {round.adjustments.length === 0 ? <p className="muted small">{before.size === 0 ? words.noProtection : words.notAdjusted}</p> : <ul className="prose small">{round.adjustments.map((a) => <li key={a.id}>{say(a)}</li>)}</ul>}
    </section>
  );
}

const ProRata = ({ played: { round }, names, currency, words, f }: Part & Pick<Props, 'names'>) => (
  <section className="stack">
    <h4>{words.proRataTitle}</h4>
    <ul className="prose small">{round.proRata.map((e) => <li key={e.id}>{fill(words.entitled, { name: names.get(e.id) ?? e.id, part: f.percent(exact.toNumber(e.part)), amount: f.amount(asMoney(e.amount, currency)) })}</li>)}</ul>
  </section>
);
