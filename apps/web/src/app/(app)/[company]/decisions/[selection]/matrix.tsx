'use client';
import { ranking, switchesAt } from '@capstan/decisions/ranking';
import { Bar } from '@capstan/ui';
import { type ReactNode, useState } from 'react';

export interface MatrixWords {
  criterion: string; weight: string; total: string; rank: string; notRanked: string; weightOf: string; shareOf: string;
  switchBelow: string; switchAbove: string; never: string; leads: string; tied: string; changed: string; reset: string;
}
interface Props {
  criteria: { criterion: string; label: string; heading: ReactNode; weight: number }[];
  candidates: { candidate: string; name: string; heading: ReactNode; chosen: boolean }[];
  scores: { candidate: string; criterion: string; score: number | null }[];
  /** What stands in a cell, by `candidate/criterion`. */
  shown: Readonly<Record<string, ReactNode>>;
  words: MatrixWords;
  locale: string;
}

const put = (sentence: string, values: Record<string, string>) => sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
const LEAST_WEIGHT = 0.1;

/** Criteria against candidates; moving a weight ranks anew at once, by the very function that the API ranks by. */
export function Matrix({ criteria, candidates, scores, shown, words, locale }: Props) {
  const saved = Object.fromEntries(criteria.map((c) => [c.criterion, c.weight]));
  const [moved, setMoved] = useState<Record<string, number>>({});
  const weightOf = (criterion: string) => moved[criterion] ?? saved[criterion] ?? 1;
  const weighed = criteria.map(({ criterion }) => ({ criterion, weight: weightOf(criterion) }));
  const ranked = ranking(candidates.map((c) => c.candidate), weighed, scores);
  const say = (n: number, digits = 2) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(n);
  const total = (n: number) => new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(n);
  const nameOf = (candidate: string | undefined) => candidates.find((c) => c.candidate === candidate)?.name ?? '';
  const lead = ranked.filter((r) => r.rank === 1);
  const all = weighed.reduce((sum, w) => sum + w.weight, 0);
  const most = Math.max(10, ...Object.values(saved)) * (Math.max(...Object.values(saved)) > 10 ? 1.5 : 1);
  const isMoved = Object.keys(moved).some((c) => moved[c] !== saved[c]);
  return (
    <div className="stack">
      <div className="table-wrap" role="region" aria-label={words.criterion} tabIndex={0}>
        <table className="table matrix">
          <thead><tr><th scope="col">{words.criterion}</th><th scope="col">{words.weight}</th>{candidates.map((c) => <th key={c.candidate} scope="col" data-chosen={c.chosen || undefined}>{c.heading}</th>)}</tr></thead>
          <tbody>{criteria.map(({ criterion, label, heading }) => (
            <tr key={criterion}>
              <th scope="row">{heading}</th>
              <td>
                <span className="matrix-weight">
                  <input type="range" min={LEAST_WEIGHT} max={most} step={0.1} value={weightOf(criterion)} aria-label={put(words.weightOf, { name: label })} onChange={(e) => setMoved({ ...moved, [criterion]: Number(e.target.value) })} />
                  <input type="number" className="input" data-align="right" name={`weight:${criterion}`} min={LEAST_WEIGHT} max={1000} step="any" value={weightOf(criterion)} aria-label={put(words.weightOf, { name: label })} onChange={(e) => { const n = Number(e.target.value); if (n > 0 && n <= 1000) setMoved({ ...moved, [criterion]: n }); }} />
                </span>
                <span className="small muted">{put(words.shareOf, { percent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(weightOf(criterion) / all) })} · <Edges {...edges(criterion)} /></span>
              </td>
              {candidates.map((c) => <td key={c.candidate}>{shown[`${c.candidate}/${criterion}`]}</td>)}
            </tr>
          ))}</tbody>
          <tfoot><tr><th scope="row">{words.total}</th><td><span className="num muted">{say(all, 1)}</span></td>{ranked.map((r) => (
            <td key={r.candidate}>{r.total === null ? <span className="muted">{words.notRanked}</span> : (
              <span className="matrix-total" data-first={r.rank === 1 || undefined}><span className="num">{total(r.total)}</span><span className="small muted">{put(words.rank, { rank: String(r.rank) })}</span><Bar share={r.total / 10} /></span>
            )}</td>
          ))}</tr></tfoot>
        </table>
      </div>
      <p className="small" aria-live="polite">
        {lead.length === 1 ? put(words.leads, { name: nameOf(lead[0]!.candidate), total: total(lead[0]!.total!) }) : ranked.some((r) => r.rank) ? words.tied : ''}
        {isMoved && <> <strong>{words.changed}</strong> <button type="button" className="button" data-kind="quiet" onClick={() => setMoved({})}>{words.reset}</button></>}
      </p>
    </div>
  );

  /** How far the weight of a criterion can move before the winner changes, with the weights as they stand on screen. */
  function edges(criterion: string): { below?: string; above?: string; never: string } {
    const known = ranked.filter((r) => r.total !== null);
    if (known.length < 2) return { never: '' };
    const matrix = known.map((r) => criteria.map((c) => scores.find((s) => s.candidate === r.candidate && s.criterion === c.criterion)?.score ?? 0));
    const { below, above } = switchesAt(matrix, weighed.map((w) => w.weight)).find((s) => weighed[s.criterion]!.criterion === criterion)!;
    const edge = (sentence: string, at: typeof below) => (at ? put(sentence, { weight: say(at.weight), rival: nameOf(known[at.rival]!.candidate) }) : undefined);
    return { below: edge(words.switchBelow, below), above: edge(words.switchAbove, above), never: words.never };
  }
}

const Edges = ({ below, above, never }: { below?: string; above?: string; never: string }) => <>{[below, above].filter(Boolean).join(' · ') || never}</>;
