'use client';
import { dilution, playScenario, type RoundScenario, type ScenarioRound, type SimulatorStart } from '@capstan/capital/rounds';
import { type ChartWords, formatters, TextField } from '@capstan/ui';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import type { Outcome } from '../../../../../api/submit.ts';
import { ActionForm } from '../../../../../shell/action-form.tsx';
import { Compare } from './compare.tsx';
import { Convertibles } from './convertibles.tsx';
import { DilutionTable, OwnershipOverRounds } from './dilution-table.tsx';
import { RoundResults } from './results.tsx';
import { RoundFields } from './round-fields.tsx';
import { firstScenario, withNextRound } from './start-with.ts';
import { useEachFrame } from './use-each-frame.ts';
import { fill, type SimulatorWords } from './words.ts';
import './simulator.css';

interface Saved { scenario: string; name: string; terms: RoundScenario }
type Action = (before: Outcome, form: FormData) => Promise<Outcome>;
interface Props { start: SimulatorStart; saved: Saved | null; against: Saved | null; locale: string; words: SimulatorWords; chart: ChartWords; save: Action; change: Action | null; may: boolean; actions?: ReactNode }

const MOST_ROUNDS = 8;
/** With more holders than this, only the largest can be ticked for pro rata rights. */
const MOST_NAMED = 12;

/** Rounds to come, worked out right here while one types or slides, by the engine that closes real rounds. */
export function Simulator({ start, saved, against, locale, words, chart, save, change, may, actions }: Props) {
  // By what it says, not by which object says it: a page that is refreshed beside it must not undo what was moved.
  const first = JSON.stringify(saved?.terms ?? firstScenario(start.on, start.currency, words));
  const initial = useMemo(() => JSON.parse(first) as RoundScenario, [first]);
  const [scenario, setScenario] = useEachFrame(initial);
  const [at, setAt] = useState(0);
  const f = useMemo(() => formatters(locale), [locale]);
  const sequence = useMemo(() => playScenario(start, scenario), [start, scenario]);
  const all = useMemo(() => dilution(sequence), [sequence]);
  // The long table and the chart follow a frame behind the figures, so that a slider never waits for them.
  const drawn = useDeferredValue(all);
  const other = useMemo(() => { if (!against) return null; const played = playScenario(start, against.terms); return { name: against.name, sequence: played, all: dilution(played) }; }, [against, start]);
  const nth = Math.min(at, scenario.rounds.length - 1);
  const round = scenario.rounds[nth]!;
  const changeRound = (part: Partial<ScenarioRound>) => setScenario((now) => ({ ...now, rounds: now.rounds.map((r, i) => (i === nth ? { ...r, ...part } : r)) }));
  const add = () => { setScenario((now) => withNextRound(now, words)); setAt(scenario.rounds.length); };
  const drop = () => { setScenario((now) => ({ ...now, rounds: now.rounds.filter((_, i) => i !== nth) })); setAt(Math.max(0, nth - 1)); };
  const earlier = nth === 0 ? sequence.start : before(sequence.rounds[nth - 1]);
  const classes = new Map((earlier?.classes ?? []).filter((c) => c.method !== 'none').map((c) => [c.id, { name: c.name, price: c.conversionPrice }]));
  const names = useMemo(() => new Map(all.holders.map((h) => [h.id, h.name])), [all]);
  const isStillThere = (id: string) => scenario.rounds.slice(0, nth).every((r) => r.leftOut.includes(id));
  return (
    <div className="sim">
      <div className="sim-controls">
        <nav className="sim-rounds" aria-label={words.roundTabs}>
          {scenario.rounds.map((r, i) => <button key={`${i}`} type="button" className="button" data-kind="quiet" aria-pressed={i === nth} onClick={() => setAt(i)}>{r.name || fill(words.round, { n: i + 1 })}</button>)}
          {scenario.rounds.length < MOST_ROUNDS && <button type="button" className="button" data-kind="quiet" onClick={add}>{words.addRound}</button>}
        </nav>
        <RoundFields key={nth} round={round} change={changeRound} holders={all.holders.slice(0, MOST_NAMED)} words={words} f={f} />
        <Convertibles start={start} scenario={scenario} round={round} isStillThere={isStillThere} changeRound={changeRound} change={(part) => setScenario((now) => ({ ...now, ...part }))} words={words} f={f} />
        {scenario.rounds.length > 1 && <div><button type="button" className="button" data-kind="quiet" onClick={drop}>{words.removeRound}</button></div>}
      </div>
      <div className="sim-results">
        <h3>{fill(words.results, { name: round.name })}</h3>
        <RoundResults played={sequence.rounds[nth]!} before={classes} names={names} currency={start.currency} words={words} f={f} />
      </div>
      <div className="sim-wide">
        <DilutionTable all={drawn} words={words} f={f} />
        {drawn.moments.length > 1 && <OwnershipOverRounds all={drawn} words={words} f={f} chart={chart} />}
        {other && <Compare one={{ name: saved?.name ?? words.now, sequence, all }} other={other} currency={start.currency} words={words} f={f} />}
        {may && <Saving scenario={scenario} saved={saved} isChanged={scenario !== initial} reset={() => setScenario(() => initial)} save={save} change={change} words={words} />}
        {actions}
      </div>
    </div>
  );
}

/** The table that a round meets. */
const before = (earlier: ReturnType<typeof playScenario>['rounds'][number] | undefined) => (earlier?.kind === 'priced' ? earlier.table : null);

interface SavingProps { scenario: RoundScenario; saved: Saved | null; isChanged: boolean; reset: () => void; save: Action; change: Action | null; words: SimulatorWords }

function Saving({ scenario, saved, isChanged, reset, save, change, words }: SavingProps) {
  const terms = <input type="hidden" name="terms" value={JSON.stringify(scenario)} />;
  return (
    <section className="stack sim-saving">
      {saved && change && isChanged && <div className="sim-changed"><span>{words.changed}</span><ActionForm action={change} submit={words.saveChanges} sending={words.sending} once="" kind="plain" inline>{terms}<input type="hidden" name="name" value={saved.name} /></ActionForm><button type="button" className="button" data-kind="quiet" onClick={reset}>{words.reset}</button></div>}
      <ActionForm action={save} submit={words.save} sending={words.sending} once="" kind={saved ? 'plain' : 'primary'}><div className="narrow"><TextField name="name" label={words.scenarioName} hint={words.saveLead} required maxLength={120} /></div>{terms}</ActionForm>
    </section>
  );
}
