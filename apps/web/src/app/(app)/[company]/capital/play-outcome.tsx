import type { NoProposal, Proposal } from '@capstan/capital';
import { Amount, Banner, type Formatters, NumberText } from '@capstan/ui';
import type { PlayWords } from './play.tsx';

interface Props { outcome: Proposal | NoProposal; words: PlayWords; f: Formatters }
const PRICE_DIGITS = 4;
/** An exact fraction as a number to read; twelve digits of it are more than is shown. */
const toRead = (part: readonly [string, string] | null): number | null => (part === null ? null : Number((BigInt(part[0]) * 10n ** 12n) / BigInt(part[1])) / 1e12);
const filled = (sentence: string, values: Record<string, string>) => sentence.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all);

/** What a close would give: price and money, the pool in the pre-money, and everyone before and after. */
export function Outcome({ outcome, words, f }: Props) {
  if (outcome.kind !== 'priced') return <Banner tone="warn">{words[outcome.kind]}</Banner>;
  const shares = outcome.issued.reduce((sum, i) => sum + i.shares, 0);
  return (
    <>
      <dl className="facts">
        <dt>{filled(words.price, { currency: outcome.raised.currency })}</dt><dd className="num">{f.number(toRead(outcome.pricePerShare), PRICE_DIGITS)}</dd>
        <dt>{words.raised}</dt><dd><Amount money={outcome.raised} f={f} /></dd>
        <dt>{words.postMoney}</dt><dd><Amount money={outcome.postMoney} f={f} /></dd>
        <dt>{words.newShares}</dt><dd><NumberText value={shares} f={f} /></dd>
        <dt>{words.poolIncrease}</dt><dd><NumberText value={outcome.poolIncrease} f={f} /></dd>
      </dl>
      {outcome.poolIncrease > 0 && <p className="prose small">{filled(words.shuffle, { effective: f.amount(outcome.shuffle.effectivePreMoney), price: f.number(toRead(outcome.shuffle.priceWithoutIncrease), PRICE_DIGITS) })}</p>}
      {outcome.adjusted.map((a) => <p key={a.class} className="prose small">{filled(words.adjusted, { class: a.class, before: f.number(toRead(a.before), PRICE_DIGITS), after: f.number(toRead(a.conversionPrice), PRICE_DIGITS), shares: f.number(a.shares) })}</p>)}
      <Dilution outcome={outcome} words={words} f={f} />
    </>
  );
}

function Dilution({ outcome, words, f }: { outcome: Proposal; words: PlayWords; f: Formatters }) {
  const hundredths = (part: number | null) => f.number(part === null ? null : part * 100, 2);
  const rows = [...outcome.dilution.map((d) => ({ key: d.holder, name: d.name, before: toRead(d.before), after: toRead(d.after) })), { key: 'pool', name: words.pool, before: toRead(outcome.poolBeforePart), after: toRead(outcome.poolAfterPart) }];
  return (
    <div className="table-wrap" role="region" aria-label={words.title} tabIndex={0}><table className="table">
      <caption>{words.title}</caption>
      <thead><tr><th scope="col">{words.holder}</th><th scope="col" data-align="right">{words.before}</th><th scope="col" data-align="right">{words.after}</th><th scope="col" data-align="right">{words.change}</th></tr></thead>
      <tbody>{rows.map((r) => <tr key={r.key}><th scope="row">{r.name}</th><td data-align="right">{hundredths(r.before)}</td><td data-align="right">{hundredths(r.after)}</td><td data-align="right">{hundredths((r.after ?? 0) - (r.before ?? 0))}</td></tr>)}</tbody>
    </table></div>
  );
}
