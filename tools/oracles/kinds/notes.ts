import { type CapBase, type Convertible, noteAfter, priceRound, type RoundTerms } from '@capstan/capital';
import { exact, type Rational } from '@capstan/kernel';
import type { Shaped } from '../case.ts';
import { either, type Figure, type Figures, named, numberIn, written } from '../figure.ts';
import { sharesOf, termsOf as roundTermsOf } from './round-terms.ts';

type Compounding = Parameters<typeof noteAfter>[0]['compounding'];
const compoundings: Readonly<Record<string, Compounding>> = { simple: 'simple', none: 'simple', annual: 'annual', annually: 'annual', yearly: 'annual', compound: 'annual', monthly: 'monthly' };

/** In words, or as a flag. Throws on a word that is not known. */
function compoundingOf({ compounding, interest, simple, compound }: Shaped): Compounding {
  const said = compounding ?? interest ?? (simple === false || compound === true ? 'annual' : 'simple');
  const known = typeof said === 'string' ? compoundings[said] : undefined;
  if (!known) throw new Error(`interest not known: ${JSON.stringify(said)}`);
  return known;
}

const MONTHS = exact.rational(12);
const DAYS = exact.rational(365);

/** How long interest accrued. Throws where a note that bears interest does not say so. */
function yearsOf(note: Shaped): Rational {
  const [years, months, days] = (['years', 'months', 'days'] as const).map((unit) => numberIn(note, unit, `term_${unit}`));
  const given = [years, months && exact.div(months, MONTHS), days && exact.div(days, DAYS)].find((one) => one !== undefined);
  if (!given && numberIn(note, 'rate', 'interest_rate')?.num) throw new Error('no years, months or days of the note in the input');
  return given ?? exact.ZERO;
}

interface Note { readonly principal: Rational; readonly amount: Rational; readonly cap: Rational | undefined; readonly discount: Rational | undefined }

const positive = (value: Rational | undefined): Rational | undefined => (value?.num ? value : undefined);

/** A note with what it converts: principal and interest. */
function noteOf(note: Shaped): Note {
  const principal = written(note['principal'] ?? note['amount']);
  const terms = { principal, rate: numberIn(note, 'rate', 'interest_rate') ?? exact.ZERO, compounding: compoundingOf(note) };
  return { principal, amount: noteAfter(terms, yearsOf(note)), cap: positive(numberIn(note, 'cap', 'valuation_cap')), discount: positive(numberIn(note, 'discount')) };
}

/** The notes of a case: one, or several. */
const notesOf = (input: Shaped): Note[] => [...(input['note'] === undefined ? [] : [input['note'] as Shaped]), ...((input['notes'] ?? []) as Shaped[])].map(noteOf);

/** The round of a case with its notes before its SAFEs. */
function termsOf(input: Shaped, notes: readonly Note[]): RoundTerms {
  const capBase = (typeof input['cap_base'] === 'string' ? input['cap_base'].replaceAll('_', '-') : 'with-pool') as CapBase;
  const round = roundTermsOf(input);
  const convertibles = notes.map(({ amount, cap, discount }, i): Convertible => ({ id: `note${i}`, kind: 'note', amount, capBase, ...(cap && { cap }), ...(discount && { discount }) }));
  return { ...round, common: sharesOf(input).holders, convertibles: [...convertibles, ...round.convertibles] };
}

/** The shares that a cap is divided by. */
function capShares({ existing, unallocated, common, convertibles: [one] }: RoundTerms): Rational {
  return one?.capBase === 'common-only' ? common! : one?.capBase === 'without-pool' ? exact.sub(existing, unallocated) : existing;
}

/** The figure of one note as it is, of several as their list; null where a note has none. */
const each = (values: readonly (Figure | undefined)[]): Figure => (values.length === 1 ? values[0] : values.map((value) => value ?? null));
const listOrSum = (values: readonly Rational[]): Figure => (values.length === 1 ? values[0] : either([...values], exact.sum(values)));

/** What the notes of a case become in its round. Throws where no price works. */
export function convertedNotes(input: Shaped): Figures {
  const notes = notesOf(input);
  const terms = termsOf(input, notes);
  const round = priceRound(terms);
  if (round.kind !== 'priced') throw new Error(round.kind);
  const conversions = round.conversions.slice(0, notes.length);
  const shares = conversions.map((one) => one.shares);
  return {
    ...named(listOrSum(notes.map((note) => note.amount)), 'converting_amount', 'amount'), interest: listOrSum(notes.map((note) => exact.sub(note.amount, note.principal))),
    ...named(listOrSum(shares), 'shares', 'note_shares', 'conversion_shares'), ...named(each(conversions.map((one) => one.price)), 'conversion_price'), by: each(conversions.map((one) => one.by)),
    cap_price: each(notes.map(({ cap }) => cap && exact.div(cap, capShares(terms)))), discount_price: each(notes.map(({ discount }) => discount && exact.mul(round.price, exact.sub(exact.ONE, discount)))),
    ...named(round.price, 'series_price', 'price'), total: round.total, ...named(round.poolIncrease, 'pool_increase'),
    new_shares: exact.sum(round.issued.map((i) => i.shares)), ownership: listOrSum(shares.map((one) => exact.div(one, round.total))),
  };
}
