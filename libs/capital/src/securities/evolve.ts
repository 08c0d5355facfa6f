import { exact, type Fraction, keyed } from '@capstan/kernel';
import type { CapitalFact, RoundClosed } from '../events.ts';
import { nameKey } from '../names.ts';
import type { CapitalState } from '../state.ts';
import { classNamed, entryOn, withClass } from './classes.ts';
import type { ClassTerms } from './facts.ts';
import { movementOf, splitStake, type Stake } from './movements.ts';
import { splitShares } from './splits.ts';
import type { ShareClass, Warrant } from './state.ts';

type SplitFact = Extract<CapitalFact, { type: 'SharesSplit' }>['data'];

/** Holdings after a fact, whatever it was: those it ends carry their last day, those it begins are there. */
export function withMovement(state: CapitalState, fact: CapitalFact): CapitalState {
  const movement = movementOf(fact, (holding) => keyed.at(state.stakes, holding));
  if (!movement) return state;
  const ended = movement.ends.reduce((all, id) => keyed.put(all, id, { ...keyed.at(all, id)!, gone: movement.on, ended: movement.ended }), state.stakes);
  return movement.begins.reduce(withStake, { ...state, stakes: ended });
}

/** The state with shares in somebody's hand, whose name and class are known from then on. */
export const withStake = (state: CapitalState, stake: Stake): CapitalState => ({
  ...state, stakes: keyed.put(state.stakes, stake.holding, stake), classes: withClass(state.classes, stake.class), holders: withHolder(state, stake.name, stake.holder),
});
/** A holder goes by the id that was first given to the name. */
export const withHolder = (state: CapitalState, name: string, holder: string): CapitalState['holders'] => (keyed.at(state.holders, nameKey(name)) === holder ? state.holders : keyed.put(state.holders, nameKey(name), holder));

const withWarrant = (state: CapitalState, id: string, change: (warrant: Warrant) => Warrant): CapitalState => {
  const warrant = keyed.at(state.warrants, id);
  return warrant ? { ...state, warrants: keyed.put(state.warrants, id, change(warrant)) } : state;
};
export const withNote = (state: CapitalState, id: string, situation: 'repaid' | 'cancelled' | 'converted', on: string): CapitalState => {
  const note = keyed.at(state.notes, id);
  return note ? { ...state, notes: keyed.put(state.notes, id, { ...note, situation, on }) } : state;
};

/** The state after a fact about classes, warrants or notes; as it was after any other. */
export function evolveSecurities(state: CapitalState, { type, data }: CapitalFact): CapitalState {
  switch (type) {
    case 'ClassTermsSet': {
      const { setOn, ...terms } = data;
      return withTerms(state, terms, { on: setOn });
    }
    case 'SharesSplit': return split(state, data);
    case 'WarrantIssued': {
      const { holderName: name, shares, strike, issuedOn: on, ...rest } = data;
      const warrant: Warrant = { ...rest, name, issuedOn: on, issued: [{ on, shares }], left: [{ on, shares }], strikes: [{ on, strike }] };
      return { ...state, warrants: keyed.put(state.warrants, data.warrant, warrant), classes: withClass(state.classes, data.class), holders: withHolder(state, name, data.holder) };
    }
    case 'WarrantExercised': return withWarrant(state, data.warrant, (w) => ({ ...w, left: [...w.left, { on: data.exercisedOn, shares: w.left.at(-1)!.shares - data.shares }] }));
    case 'WarrantCancelled': return withWarrant(state, data.warrant, (w) => ({ ...w, cancelledOn: data.cancelledOn }));
    case 'NoteSigned': return { ...state, notes: keyed.put(state.notes, data.note, { ...data, situation: 'outstanding' as const }), holders: withHolder(state, data.investor, data.holder) };
    case 'NoteRepaid': return withNote(state, data.note, 'repaid', data.repaidOn);
    case 'NoteCancelled': return withNote(state, data.note, 'cancelled', data.cancelledOn);
    default: return state;
  }
}

function withTerms(state: CapitalState, terms: ClassTerms, entry: { on: string; round?: string }): CapitalState {
  const known = classNamed(state.classes, terms.class) ?? { name: terms.class, terms: [], splits: [] };
  return { ...state, classes: keyed.put(state.classes, nameKey(terms.class), { ...known, terms: [...known.terms, { ...entry, terms }] }) };
}

/** A round gives terms to the classes that come with it; when it is senior, everyone else moves one place back. */
export function withTermsOfRound(state: CapitalState, { classes, closedOn: on, round, senior, adjusted = [] }: RoundClosed): CapitalState {
  const fresh = classes.filter((c) => !classNamed(state.classes, c.class));
  const back = senior && fresh.length > 0 ? 1 : 0;
  const prices = new Map(adjusted.map((a) => [nameKey(a.class), a.conversionPrice]));
  const earlier = preferredOn(keyed.values(state.classes), on).filter((t) => back > 0 || prices.has(nameKey(t.class))).map((t) => ({ ...t, seniority: t.seniority + back, conversionPrice: prices.get(nameKey(t.class)) ?? t.conversionPrice }));
  return [...fresh, ...earlier].reduce((s, terms) => withTerms(s, terms, { on, round }), state);
}

const preferredOn = (classes: readonly ShareClass[], on: string): ClassTerms[] => classes.flatMap(({ terms }) => entryOn(terms, on)?.terms ?? []).filter((t) => t.kind === 'preferred');

/** The state without what a close gave: its terms, and the classes that nothing else knows. */
export function withoutTermsOfRound(state: CapitalState, round: string): CapitalState {
  const held = new Set(keyed.values(state.stakes).filter((s) => s.round !== round).map((s) => nameKey(s.class)));
  return keyed.values(state.classes).reduce((s, { name, terms, splits }) => {
    const left = terms.filter((t) => t.round !== round);
    if (left.length === terms.length) return s;
    const gone = left.length === 0 && !held.has(nameKey(name));
    return { ...s, classes: gone ? keyed.drop(s.classes, nameKey(name)) : keyed.put(s.classes, nameKey(name), { name, terms: left, splits }) };
  }, state);
}

/**
 * Everything counted in shares of the class is multiplied, every price per share of it divided. A class that converts
 * into it gets as many more shares for its own: its conversion price is divided. One share of the class itself converts
 * into as much less, so only its original price is.
 */
function split(state: CapitalState, data: SplitFact): CapitalState {
  const { class: name, splitOn: on, ratio, rounding, pool } = data;
  const isIt = (other: string | undefined) => other !== undefined && nameKey(other) === nameKey(name);
  const stakes = keyed.values(state.stakes).filter((s) => isIt(s.class)).reduce((all, s) => keyed.put(all, s.holding, splitStake(s, data)), state.stakes);
  const warrants = keyed.values(state.warrants).filter((w) => isIt(w.class)).reduce((all, w) => keyed.put(all, w.warrant, splitWarrant(w, data)), state.warrants);
  const known = withClass(state.classes, name);
  const classes = keyed.values(known).reduce((all, one) => keyed.put(all, nameKey(one.name), splitClass(one, data, isIt)), known);
  return { ...state, stakes, warrants, classes, ...(pool && { pool: [...state.pool, { on, ratio, rounding }] }) };
}

const divided = (price: Fraction, ratio: Fraction): Fraction => exact.toFraction(exact.div(exact.fromFraction(price), exact.fromFraction(ratio)));

function splitWarrant(w: Warrant, { splitOn: on, ratio, rounding }: SplitFact): Warrant {
  const more = (counts: Warrant['left']) => [...counts, { on, shares: splitShares(counts.at(-1)!.shares, exact.fromFraction(ratio), rounding) }];
  return { ...w, issued: more(w.issued), left: more(w.left), strikes: [...w.strikes, { on, strike: divided(w.strikes.at(-1)!.strike, ratio) }] };
}

function splitClass(one: ShareClass, { splitOn: on, ratio }: SplitFact, isIt: (name: string | undefined) => boolean): ShareClass {
  const itself = isIt(one.name);
  const now = entryOn(one.terms, on)?.terms;
  const price = now?.conversionPrice ?? now?.originalPrice;
  const terms = !now || !price || !(itself || isIt(now.convertsInto)) ? one.terms
    : [...one.terms, { on, terms: itself ? { ...now, originalPrice: now.originalPrice && divided(now.originalPrice, ratio), conversionPrice: price } : { ...now, conversionPrice: divided(price, ratio) } }];
  return { ...one, terms, splits: itself ? [...one.splits, { on, ratio }] : one.splits };
}
