import { exact, type Fact, isRefusal, keyed } from '@capstan/kernel';
import type { CapitalCommand } from '../commands.ts';
import { capitalDecider } from '../decider.ts';
import type { CapitalFact } from '../events.ts';
import { outstandingOn, scheduleOn, unallocatedOn } from '../index.ts';
import { classTermsOn } from '../securities/classes.ts';
import { sharesNow } from '../securities/movements.ts';
import { type CapitalState, evolve, noCapital } from '../state.ts';

export const today = '2026-11-23';
const LATEST = '9999-12-31';
export const founded = (currency = 'USD'): CapitalFact => ({ type: 'CompanyFounded', data: { name: 'Made up Ltd', currency, country: 'US', foundedOn: '2018-01-01' }, effective: '2018-01-01' });
export const stateOf = (facts: readonly Fact[]): CapitalState => facts.reduce<CapitalState>((state, one) => evolve(state, one), noCapital);

/** New things get ids of their own: one that a command of the list made before is not made again. */
const makes: Readonly<Partial<Record<CapitalCommand['type'], string>>> = { IssueShares: 'holding', MakeGrant: 'grant', IssueWarrant: 'warrant', SignSafe: 'safe', SignNote: 'note', AdoptPlan: 'plan', OpenRound: 'round' };
const fresh = ['newHolder', 'rest', 'moved', 'into', 'commitment'] as const;
const kinds = { newHolder: 'holder', rest: 'holding', moved: 'holding', into: 'holding', commitment: 'commitment' } as const;

function numbered(command: CapitalCommand, n: number): CapitalCommand {
  const id = (kind: string, what: string) => `${kind}-${what[0]}${String(n).padStart(8, '0')}`;
  const ids = Object.fromEntries(fresh.filter((key) => key in command).map((key) => [key, id(kinds[key], key)]));
  const taken = command.type === 'ExerciseGrant' || command.type === 'ReleaseUnits' || command.type === 'ExerciseWarrant' ? { holding: id('holding', 'x') } : {};
  return { ...command, ...ids, ...taken };
}

/** The facts of a company in which these commands were asked one after the other; refused ones left no trace. */
export function lived(commands: readonly CapitalCommand[], facts: readonly CapitalFact[] = [founded()]): CapitalFact[] {
  let state = stateOf(facts);
  const all = [...facts];
  const made = new Set<unknown>();
  commands.forEach((one, n) => {
    const command = numbered(one, n);
    const id = (command as unknown as Record<string, unknown>)[makes[command.type] ?? ''];
    const decided = id !== undefined && made.has(id) ? [] : capitalDecider.decide(command, state);
    if (isRefusal(decided)) return;
    if (id !== undefined) made.add(id);
    all.push(...decided);
    for (const fact of decided) state = evolve(state, fact);
  });
  return all;
}

const sorted = <T>(all: readonly T[]): T[] => all.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** Who has what today, with everything that can still become shares, whatever its ids. A class without terms is common. */
export function table(state: CapitalState) {
  const there = keyed.values(state.stakes).filter((s) => s.gone === undefined && sharesNow(s) > 0);
  return {
    shares: sorted(there.map((s) => [s.name.toLowerCase(), s.class, sharesNow(s), s.since])),
    pool: unallocatedOn(state.pool, state.grants, today),
    grants: sorted(keyed.values(state.grants.made).filter((g) => outstandingOn(g, today) > 0).map((g) => [g.name.toLowerCase(), g.class, g.kind, outstandingOn(g, today), g.strike ?? null, g.earlyExercise, g.expiresOn ?? null, scheduleOn(g, today).map(({ on, shares }) => [on, shares])])),
    warrants: sorted(keyed.values(state.warrants).filter((w) => w.cancelledOn === undefined && w.left.at(-1)!.shares > 0).map((w) => [w.name.toLowerCase(), w.class, w.left.at(-1)!.shares, w.strikes.at(-1)!.strike, w.expiresOn ?? null])),
    safes: sorted(keyed.values(state.safes).filter((s) => s.situation === 'outstanding').map((s) => [s.investor.toLowerCase(), s.amount, s.kind, s.cap ?? null, s.discount === undefined ? null : exact.toFraction(exact.parseDecimal(s.discount)!), s.mfn])),
    notes: sorted(keyed.values(state.notes).filter((n) => n.situation === 'outstanding').map((n) => [n.investor.toLowerCase(), n.principal, exact.toFraction(exact.parseDecimal(n.rate)!), n.compounding, n.dayCount, n.capBase, n.cap ?? null, n.signedOn, n.maturesOn])),
    classes: sorted(keyed.values(state.classes).flatMap(({ name }) => classTermsOn(state.classes, name, LATEST) ?? []).filter((t) => t.kind === 'preferred').map((t) => [t.class, t.kind, t.seniority, t.multiple, t.participation, t.participationCap ?? null, t.originalPrice ?? null, t.conversionPrice ?? null, t.convertsInto ?? null, t.antiDilution])),
  };
}
