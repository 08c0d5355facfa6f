'use client';
import { type ExitPlay, type ExitSheet, noPlay } from '@capstan/capital/waterfall';
import { minorDigits } from '@capstan/kernel';
import { type ChartWords, Figure, Figures, formatters, Section } from '@capstan/ui';
import { memo, useCallback, useMemo, useState } from 'react';
import { MoneyInput, MoneySlider } from '../simulator/inputs.tsx';
import { useEachFrame } from '../simulator/use-each-frame.ts';
import { fill } from '../simulator/words.ts';
import { HypotheticalTerms } from './hypothetical-terms.tsx';
import { type Band, PayoutChart } from './payout-chart.tsx';
import { Breaks, Holders, Payouts } from './payouts.tsx';
import { returnsOf } from './returns.ts';
import { atExit, breaksOf, firstPrice, play, type Played } from './played.ts';
import { type ExitWords, named } from './words.ts';
import './exit.css';

interface Props { sheet: ExitSheet; locale: string; chart: ChartWords; words: ExitWords }

/** The exit simulator. Everything is worked out right here, by the function the API's calculator uses. */
export function ExitPlayer({ sheet, locale, chart, words }: Props) {
  const f = useMemo(() => formatters(locale), [locale]);
  const [terms, setTerms] = useState<ExitPlay>(noPlay);
  const first = useMemo(() => firstPrice(sheet), [sheet]);
  const [price, setPrice] = useEachFrame(first);
  const played = useMemo(() => play(sheet, terms), [sheet, terms]);
  const { currency } = sheet;
  const money = { amount: price, currency };
  const asked = useCallback((amount: number) => setPrice(() => amount), [setPrice]);
  return (
    <div className="exit">
      <Section title={words.price}>
        <div className="exit-price">
          <MoneyInput label={words.price} hidden money={money} currency={currency} f={f} onChange={(m) => m && asked(m.amount)} />
          <MoneySlider label={words.priceSlider} money={money} f={f} onChange={(m) => asked(m.amount)} />
        </div>
        {typeof played === 'string' ? <p className="muted" role="status">{played === 'no-shares' ? words.noShares : words.ownEverything}</p>
          : <Outcome sheet={sheet} played={played} price={price} go={asked} currency={currency} chart={chart} words={words} f={f} />}
      </Section>
      <Terms sheet={sheet} play={terms} set={setTerms} words={words} f={f} />
    </div>
  );
}

/** What does not follow the slider is not drawn again when it moves. */
const [Terms, BreakTable] = [memo(HypotheticalTerms), memo(Breaks)];

interface OutcomeProps { sheet: ExitSheet; played: Played; price: number; go: (price: number) => void; currency: string; chart: ChartWords; words: ExitWords; f: ReturnType<typeof formatters> }

function Outcome({ sheet, played, price, go, currency, chart, words, f }: OutcomeProps) {
  const [all, setAll] = useState(false);
  const now = useMemo(() => atExit(played, price, all ? played.holders.length : FEW_HOLDERS), [played, price, all]);
  const back = useMemo(() => returnsOf(sheet), [sheet]);
  const breaks = useMemo(() => breaksOf(played), [played]);
  const names = useMemo(() => played.curve.claims.map((c) => named(played.table.names.get(c.id), words, f, fill)), [played, words, f]);
  const say = useCallback((amount: number) => f.tile({ amount, currency }), [f, currency]);
  const [bands, marks] = useMemo(() => [bandsOf(played, names, words), breaks.map((b) => b.exit)], [played, names, words, breaks]);
  const sum = (kinds: readonly string[]) => now.rows.reduce((n, r) => n + (kinds.includes(r.kind) ? r.amount : 0), 0);
  const most = useMemo(() => widest(price, marks), [price, marks]);
  return (
    <>
      <div aria-live="polite"><Figures label={words.payoutsTitle}>
        <Figure label={words.perShare} value={<span className="num">{f.number(now.price / 10 ** minorDigits(currency), 4)}</span>} />
        <Figure label={words.ahead} value={<span className="num">{say(sum(['ahead']))}</span>} />
        <Figure label={words.preferred} value={<span className="num">{say(sum(['preferred', 'unconverted']))}</span>} />
        <Figure label={words.others} value={<span className="num">{say(sum(['common', 'option']))}</span>} />
      </Figures></div>
      <PayoutChart title={words.chartTitle} curve={played.curve} bands={bands} exitName={words.exitValue} at={price} most={most} breaks={marks} say={say} words={chart} />
      <Payouts rows={now.rows} names={names} price={price} currency={currency} words={words} f={f} />
      <Holders holders={now.holders} back={back} count={played.holders.length} all={all} setAll={setAll} price={price} currency={currency} words={words} f={f} />
      {breaks.length > 0 && <BreakTable breaks={breaks} claims={played} currency={currency} go={go} words={words} f={f} />}
    </>
  );
}

/** Holders shown until all are asked for. */
const FEW_HOLDERS = 25;

/** Each preferred class is a band of its own; what is paid ahead, SAFEs and notes, common, and options are one each. */
function bandsOf({ curve: { claims } }: Played, names: readonly string[], words: ExitWords): Band[] {
  const of = (kind: string) => claims.flatMap((c, i) => (c.kind === kind ? [i] : []));
  const one = (kind: string, name: string): Band[] => (of(kind).length > 0 ? [{ name, of: of(kind), isAhead: kind === 'ahead' }] : []);
  return [...one('ahead', words.bands.ahead), ...of('preferred').map((i) => ({ name: names[i]!, of: [i], isAhead: false })), ...one('unconverted', words.bands.unconverted), ...one('common', words.bands.common), ...one('option', words.bands.options)];
}

/** How far the chart reaches: past the last break point unless that lies far off, and past the price played; in steps, so that it does not swim. */
function widest(price: number, breaks: readonly number[]): number {
  const last = breaks.at(-1) ?? 0;
  const wanted = Math.max(price * 1.15, Math.min(last * 1.25, price * 4), 1);
  const step = 10 ** Math.floor(Math.log10(wanted)) / 2;
  return Math.ceil(wanted / step) * step;
}
