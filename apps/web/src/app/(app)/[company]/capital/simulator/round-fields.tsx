'use client';
import type { ScenarioRound } from '@capstan/capital/rounds';
import type { Formatters } from '@capstan/ui';
import { Choice, CountInput, Group, MoneyInput, MoneySlider, PartInput, PartSlider, Text } from './inputs.tsx';
import { choices, fill, type SimulatorWords } from './words.ts';

interface Props { round: ScenarioRound; change: (change: Partial<ScenarioRound>) => void; holders: readonly { id: string; name: string }[]; words: SimulatorWords; f: Formatters }
const MOST_POOL = 0.4;

/** The terms of one round: what one moves most first, conventions and rights behind them. */
export function RoundFields({ round, change, holders, words, f }: Props) {
  const { currency } = round.preMoney;
  return (
    <>
      <div className="form-row"><Text label={words.name} value={round.name} onChange={(name) => change({ name })} /><Text label={words.on} type="date" value={round.on} onChange={(on) => change({ on })} /></div>
      <div><MoneyInput label={words.preMoney} money={round.preMoney} currency={currency} f={f} onChange={(m) => { if (m) change({ preMoney: m }); }} /><MoneySlider label={words.preMoneySlider} money={round.preMoney} f={f} onChange={(preMoney) => change({ preMoney })} /></div>
      <Investors round={round} change={change} words={words} f={f} />
      <Pool round={round} change={change} words={words} f={f} />
      <details className="sim-more"><summary>{words.more}</summary><Rights round={round} change={change} holders={holders} words={words} f={f} /></details>
    </>
  );
}

type Part = Omit<Props, 'holders'>;

function Investors({ round, change, words, f }: Part) {
  const { currency } = round.preMoney;
  const put = (i: number, one: Partial<ScenarioRound['investors'][number]>) => change({ investors: round.investors.map((old, n) => (n === i ? { ...old, ...one } : old)) });
  return (
    <Group title={words.investors} action={<button type="button" className="button" data-kind="quiet" onClick={() => change({ investors: [...round.investors, { name: `${words.investor} ${round.investors.length + 1}`, amount: { amount: 0, currency } }] })}>{words.addInvestor}</button>}>
      {round.investors.map((one, i) => (
        <div key={`${i}/${round.investors.length}`} className="sim-row">
          <Text label={words.investor} hidden value={one.name} onChange={(name) => put(i, { name })} />
          <MoneyInput label={`${words.amount}, ${one.name}`} hidden money={one.amount} currency={currency} f={f} onChange={(m) => { if (m) put(i, { amount: m }); }} />
          <button type="button" className="button" data-kind="quiet" aria-label={fill(words.remove, { name: one.name })} onClick={() => change({ investors: round.investors.filter((_, n) => n !== i) })}>{words.removeShort}</button>
          <MoneySlider label={fill(words.amountSlider, { name: one.name })} money={one.amount} f={f} onChange={(amount) => put(i, { amount })} />
        </div>
      ))}
    </Group>
  );
}

function Pool({ round, change, words, f }: Part) {
  const { pool } = round;
  const kinds = { target: { kind: 'target', part: '0.1' }, increase: { kind: 'increase', shares: 1_000_000 }, none: { kind: 'none' } } as const;
  return (
    <Group title={words.pool}>
      <div className="form-row">
        <Choice label={words.poolTarget} value={pool.kind} options={choices(words.poolKinds)} onChange={(kind) => change({ pool: kinds[kind] })} />
        {pool.kind === 'target' && <PartInput label={words.poolPart} part={pool.part} f={f} onChange={(part) => { if (part !== undefined) change({ pool: { kind: 'target', part } }); }} />}
        {pool.kind === 'increase' && <CountInput label={words.poolShares} unit={words.shares} count={pool.shares} f={f} onChange={(shares) => change({ pool: { kind: 'increase', shares } })} />}
      </div>
      {pool.kind === 'target' && <PartSlider label={words.poolPartSlider} part={pool.part} most={MOST_POOL} f={f} onChange={(part) => change({ pool: { kind: 'target', part } })} />}
    </Group>
  );
}

function Rights({ round, change, holders, words }: Props) {
  const { proRata } = round;
  const taken = proRata?.holders ?? [];
  const pick = (id: string) => (taken.includes(id) ? taken.filter((t) => t !== id) : [...taken, id]);
  return (
    <div className="stack">
      <Choice label={words.convention} value={round.convention} options={choices(words.conventions)} onChange={(convention) => change({ convention })} />
      <Choice label={words.rounding} value={round.rounding} options={choices(words.roundings)} onChange={(rounding) => change({ rounding })} />
      <div className="form-row"><Choice label={words.protection} value={round.protection} options={choices(words.protections)} onChange={(protection) => change({ protection })} /><Choice label={words.adjusting} value={round.adjusting} options={choices(words.adjustings)} onChange={(adjusting) => change({ adjusting })} /></div>
      <Choice label={words.reserve} value={round.reserve} options={choices(words.reserves)} onChange={(reserve) => change({ reserve })} />
      <Choice label={words.proRata} value={proRata?.convention ?? 'none'} options={choices(words.proRatas)} onChange={(convention: 'none' | 'within' | 'on-top') => change({ proRata: convention === 'none' ? undefined : { convention, holders: [...taken] } })} />
      {proRata && <Group title={words.proRataHolders}>{holders.map((h) => <label key={h.id} className="check"><input type="checkbox" checked={taken.includes(h.id)} onChange={() => change({ proRata: { ...proRata, holders: pick(h.id) } })} /> {h.name}</label>)}</Group>}
    </div>
  );
}
