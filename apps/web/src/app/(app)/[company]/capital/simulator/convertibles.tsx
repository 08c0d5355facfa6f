'use client';
import type { PlannedSafe, RoundScenario, ScenarioRound, SimulatorStart, StartInstrument } from '@capstan/capital/rounds';
import { plannedId } from '@capstan/capital/rounds';
import { type Formatters } from '@capstan/ui';
import { Choice, Group, MoneyInput, PartInput, Text } from './inputs.tsx';
import { choices, fill, type SimulatorWords } from './words.ts';

interface Props { start: SimulatorStart; scenario: RoundScenario; round: ScenarioRound; isStillThere: (id: string) => boolean; changeRound: (change: Partial<ScenarioRound>) => void; change: (change: Partial<RoundScenario>) => void; words: SimulatorWords; f: Formatters }

/** SAFEs and notes: whether they convert in this round, at which what-if cap, and SAFEs that might still be signed. */
export function Convertibles({ start, scenario, round, isStillThere, changeRound, change, words, f }: Props) {
  const isOut = (id: string) => round.leftOut.includes(id);
  const flip = (id: string) => changeRound({ leftOut: isOut(id) ? round.leftOut.filter((out) => out !== id) : [...round.leftOut, id] });
  const capOf = (one: StartInstrument, cap: RoundScenario['caps'][string] | undefined) => {
    const { [one.id]: _, ...rest } = scenario.caps;
    change({ caps: cap ? { ...rest, [one.id]: cap } : rest });
  };
  const left = start.convertibles.filter((one) => isStillThere(one.id));
  return (
    <>
      <Group title={words.convertibles} lead={left.length === 0 ? words.noConvertibles : words.convertibleLead}>
        {left.map((one) => (
          <div key={one.id} className="sim-convertible">
            <label className="check"><input type="checkbox" checked={!isOut(one.id)} aria-label={fill(words.converts, { name: one.investor })} onChange={() => flip(one.id)} /> <span>{one.investor} <span className="muted small">{described(one, words, f)}</span></span></label>
            <MoneyInput label={fill(words.capOf, { name: one.investor })} hidden optional placeholder={words.whatIfCap} money={scenario.caps[one.id]} currency={start.currency} f={f} onChange={(cap) => capOf(one, cap)} />
            {one.mfn && <Choice label={fill(words.elects, { name: one.investor })} value={scenario.elections[one.id] ?? 'cap'} options={choices(words.elections)} onChange={(election) => change({ elections: { ...scenario.elections, [one.id]: election } })} />}
          </div>
        ))}
      </Group>
      <Planned scenario={scenario} currency={start.currency} isStillThere={isStillThere} isOut={isOut} flip={flip} change={change} words={words} f={f} />
    </>
  );
}

function described(one: StartInstrument, words: SimulatorWords, f: Formatters): string {
  const cap = one.cap ? fill(words.signedCap, { cap: f.tile(one.cap) }) : words.uncapped;
  const discount = one.discount ? [fill(words.discountOf, { discount: f.percent(Number(one.discount)) })] : [];
  return [one.kind === 'note' ? words.note : words.safe, f.tile(one.amount), cap, ...discount].join(' · ');
}

interface PlannedProps { scenario: RoundScenario; currency: string; isStillThere: (id: string) => boolean; isOut: (id: string) => boolean; flip: (id: string) => void; change: Props['change']; words: SimulatorWords; f: Formatters }

function Planned({ scenario, currency, isStillThere, isOut, flip, change, words, f }: PlannedProps) {
  const put = (i: number, one: Partial<PlannedSafe>) => change({ safes: scenario.safes.map((old, n) => (n === i ? { ...old, ...one } : old)) });
  const fresh: PlannedSafe = { name: `${words.investor} ${scenario.safes.length + 1}`, amount: { amount: 50_000_000, currency }, kind: 'post-money', cap: { amount: 800_000_000, currency } };
  return (
    <Group title={words.planned} action={<button type="button" className="button" data-kind="quiet" onClick={() => change({ safes: [...scenario.safes, fresh] })}>{words.addSafe}</button>}>
      {scenario.safes.map((one, i) => (
        <div key={`${i}/${scenario.safes.length}`} className="sim-convertible">
          {isStillThere(plannedId(i)) ? <label className="check"><input type="checkbox" checked={!isOut(plannedId(i))} aria-label={fill(words.converts, { name: one.name })} onChange={() => flip(plannedId(i))} /> <span>{one.name}</span></label> : <span className="muted">{one.name}</span>}
          <div className="form-row"><Text label={words.investor} value={one.name} onChange={(name) => put(i, { name })} /><MoneyInput label={words.amount} money={one.amount} currency={currency} f={f} onChange={(m) => { if (m) put(i, { amount: m }); }} /></div>
          <div className="form-row"><MoneyInput label={words.cap} optional money={one.cap} currency={currency} f={f} onChange={(cap) => put(i, { cap })} /><PartInput label={words.discount} optional part={one.discount} f={f} onChange={(discount) => put(i, { discount })} /></div>
          <div className="form-row"><Choice label={words.kind} value={one.kind} options={choices(words.kinds)} onChange={(kind) => put(i, { kind })} /><button type="button" className="button" data-kind="quiet" aria-label={fill(words.remove, { name: one.name })} onClick={() => change({ safes: scenario.safes.filter((_, n) => n !== i) })}>{words.removeShort}</button></div>
        </div>
      ))}
    </Group>
  );
}
