'use client';
import { type ExitPlay, type ExitSheet, noPlay } from '@capstan/capital/waterfall';
import { type Formatters, Section } from '@capstan/ui';
import { Choice, MoneyInput } from '../simulator/inputs.tsx';
import { choices, fill } from '../simulator/words.ts';
import type { ExitWords } from './words.ts';

interface Props { sheet: ExitSheet; play: ExitPlay; set: (play: ExitPlay) => void; words: ExitWords; f: Formatters }
type OfClass = ExitPlay['classes'][string];

const multiples = ['0', '0.5', '1', '1.5', '2', '3', '4', '5', '10'];
const caps = ['1', '1.5', '2', '2.5', '3', '4', '5', '10'];
/** The recorded value stands among the choices, whatever it is. */
const among = (all: readonly string[], recorded: string | undefined): string[] => [...new Set([...all, ...(recorded === undefined ? [] : [String(Number(recorded))])])].sort((a, b) => Number(a) - Number(b));

/** Other terms than the recorded ones: to see, before signing, what a clause is worth. Nothing here is recorded. */
export function HypotheticalTerms({ sheet, play, set, words, f }: Props) {
  const { currency } = sheet;
  const preferred = sheet.classes.filter((c) => c.terms?.kind === 'preferred');
  const changeClass = (name: string, change: OfClass) => set({ ...play, classes: { ...play.classes, [name]: { ...play.classes[name], ...change } } });
  const isChanged = play !== noPlay;
  return (
    <Section title={words.termsTitle} lead={words.termsLead} actions={isChanged && <button type="button" className="button" data-kind="quiet" onClick={() => set(noPlay)}>{words.reset}</button>}>
      <div className="exit-terms">
        {preferred.map(({ class: name, terms }) => <ClassTermsFields key={name} name={name} recorded={terms!} other={play.classes[name] ?? {}} most={preferred.length} change={(c) => changeClass(name, c)} words={words} f={f} />)}
        <fieldset className="exit-class">
          <legend>{words.ahead}</legend>
          <MoneyInput label={words.costs} optional money={play.costs > 0 ? { amount: play.costs, currency } : undefined} currency={currency} f={f} onChange={(m) => set({ ...play, costs: m?.amount ?? 0 })} />
          {sheet.debts.length > 0 && <label className="check"><input type="checkbox" checked={play.payDebts} onChange={() => set({ ...play, payDebts: !play.payDebts })} /> {words.debts}</label>}
          {sheet.options.some((o) => o.unvested > 0) && <Choice label={words.unvested} value={play.unvested} options={choices(words.unvesteds)} onChange={(unvested) => set({ ...play, unvested })} />}
          {sheet.unconverted.length > 0 && <Choice label={words.unconverted} value={play.unconverted} options={choices(words.unconverteds)} onChange={(unconverted) => set({ ...play, unconverted })} />}
        </fieldset>
      </div>
    </Section>
  );
}

interface ClassProps { name: string; recorded: NonNullable<ExitSheet['classes'][number]['terms']>; other: OfClass; most: number; change: (change: OfClass) => void; words: ExitWords; f: Formatters }

function ClassTermsFields({ name, recorded, other, most, change, words, f }: ClassProps) {
  const participation = other.participation ?? recorded.participation;
  const times = (all: readonly string[]) => all.map((value) => ({ value, label: fill(words.times, { times: new Intl.NumberFormat(f.locale).format(Number(value)) }) }));
  const ranks = Array.from({ length: Math.max(most, recorded.seniority) }, (_, i) => ({ value: String(i + 1), label: fill(words.rank, { rank: String(i + 1) }) }));
  const cap = other.participationCap ?? recorded.participationCap ?? '2';
  return (
    <fieldset className="exit-class">
      <legend>{name}</legend>
      <Choice label={words.multiple} value={String(Number(other.multiple ?? recorded.multiple))} options={times(among(multiples, recorded.multiple))} onChange={(multiple) => change({ multiple })} />
      <Choice label={words.participation} value={participation} options={choices(words.participations)} onChange={(to) => change({ participation: to, ...(to === 'capped' && { participationCap: cap }) })} />
      {participation === 'capped' && <Choice label={words.cap} value={String(Number(cap))} options={times(among(caps, recorded.participationCap))} onChange={(participationCap) => change({ participationCap })} />}
      <Choice label={words.seniority} value={String(other.seniority ?? recorded.seniority)} options={ranks} onChange={(to) => change({ seniority: Number(to) })} />
    </fieldset>
  );
}
