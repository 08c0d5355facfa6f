'use client';
import { changeOf, type Dilution, grouped, partAt } from '@capstan/capital/rounds';
import { exact } from '@capstan/kernel';
import { type ChartWords, type Formatters, StackedArea } from '@capstan/ui';
import { memo, useMemo, useState } from 'react';
import { Choice } from './inputs.tsx';
import { hundredths } from './say.ts';
import { fill, type SimulatorWords } from './words.ts';

interface Props { all: Dilution; words: SimulatorWords; f: Formatters }
const ROWS = [12, 50, 200] as const;

/** Everyone's part after each round; small holders of a long table as one row. */
export const DilutionTable = memo(function DilutionTable({ all, words, f }: Props) {
  const [most, setMost] = useState<number>(ROWS[0]);
  const { shown, others } = grouped(all, most);
  const rows = [...shown.map((h) => ({ key: h.id, name: h.name, shares: h.shares })), ...(others ? [{ key: 'others', name: fill(words.others, { count: f.number(others.count) }), shares: others.shares }] : []), { key: 'pool', name: words.poolRow, shares: all.pool }];
  return (
    <section className="stack">
      <div className="section-head"><h3>{words.dilutionTitle}</h3>{all.holders.length > ROWS[0] && <Choice label={words.rows} value={String(most)} options={ROWS.map((n) => ({ value: String(n), label: fill(words.allRows, { count: n }) }))} onChange={(to) => setMost(Number(to))} />}</div>
      <div className="table-wrap" role="region" aria-label={words.dilutionTitle} tabIndex={0}><table className="table">
        <caption>{words.dilutionTitle}</caption>
        <thead><tr><th scope="col">{words.holder}</th>{all.moments.map((m, i) => <th key={`${i}`} scope="col" data-align="right">{m ?? words.now}</th>)}<th scope="col" data-align="right">{words.change}</th></tr></thead>
        <tbody>{rows.map((row) => (
          <tr key={row.key}><th scope="row">{row.name}</th>{row.shares.map((s, i) => <td key={`${i}`} data-align="right">{hundredths(s.num === 0n && i === 0 ? null : partAt(s, all.totals[i]!), f)}</td>)}<td data-align="right">{hundredths(changeOf(row, all), f)}</td></tr>
        ))}</tbody>
      </table></div>
    </section>
  );
});

/** Six colours can be told apart; the pool takes one, all smaller holders another. */
const MOST_SERIES = 4;

/** Who owns how much, now and after each round. */
export const OwnershipOverRounds = memo(function OwnershipOverRounds({ all, words, f, chart }: Props & { chart: ChartWords }) {
  const series = useMemo(() => {
    const { shown, others } = grouped(all, MOST_SERIES);
    const ys = (shares: Dilution['pool']) => shares.map((s, i) => exact.toNumber(partAt(s, all.totals[i]!) ?? exact.ZERO));
    return [...shown.map((h) => ({ name: h.name, ys: ys(h.shares) })), ...(others ? [{ name: fill(words.others, { count: f.number(others.count) }), ys: ys(others.shares) }] : []), { name: words.poolRow, ys: ys(all.pool) }];
  }, [all, words, f]);
  return <section className="stack"><h3>{words.chartTitle}</h3><StackedArea title={words.chartTitle} words={chart} share say={(v) => f.percent(v, 1)} series={series} xs={all.moments.map((m, i) => ({ key: `${i}`, label: m ?? words.now }))} /></section>;
});
