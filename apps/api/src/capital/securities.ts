import { capitalisationOn, type ClassView, classTermsOn, conversionRatio, issuedUnder, leftOn, noteAccrual, notesOn, type NoteView, strikeOn, type WarrantView } from '@capstan/capital';
import { type Day, exact, keyed, type Money, moneyFrom } from '@capstan/kernel';
import { type Book, classId, recordedBy } from './book.view.ts';

/** Share classes with their terms and shares at the end of a day. */
export function classes(book: Book, on: Day): ClassView[] {
  const { held, promised } = capitalisationOn(book.state, on);
  const sum = (all: readonly { class: string; shares: number; converted?: number }[], name: string, converted = false) => all.reduce((n, one) => n + (one.class === name ? (converted ? one.converted ?? one.shares : one.shares) : 0), 0);
  return keyed.values(book.state.classes).map(({ name, terms: all }) => {
    const terms = classTermsOn(book.state.classes, name, on);
    const entry = book.entries.get(classId(name))?.at(-1);
    return {
      class: name, terms: terms ?? null, since: all.findLast((e) => e.terms === terms)?.on ?? null, conversionRatio: exact.toFraction(conversionRatio(terms)),
      issued: sum(held, name), asConverted: sum(held, name, true), promised: sum(promised, name), actor: entry?.actor ?? null, at: entry?.at ?? null, fact: entry?.fact ?? null,
    };
  });
}

/** Warrants issued by a day, with what is left of each. */
export const warrants = (book: Book, on: Day): WarrantView[] => keyed.values(book.state.warrants).filter((w) => w.issuedOn <= on).map((w) => {
  const left = leftOn(w, on);
  const isOver = w.cancelledOn !== undefined && w.cancelledOn <= on ? 'cancelled' : w.expiresOn !== undefined && w.expiresOn < on ? 'expired' : 'exercised';
  return {
    warrant: w.warrant, holder: w.holder, name: w.name, class: w.class, issuedOn: w.issuedOn, expiresOn: w.expiresOn ?? null, shares: issuedUnder(w, on), left, strike: strikeOn(w, on),
    situation: left > 0 ? 'outstanding' : isOver, ...recordedBy(book, w.warrant),
  };
});

/** Notes signed by a day, with what each has grown to by then or by the day it ended. */
export const notes = (book: Book, on: Day): NoteView[] => keyed.values(book.state.notes).filter((n) => n.signedOn <= on).map((n) => {
  const ended = n.situation !== 'outstanding' && n.on <= on ? n.on : null;
  return {
    note: n.note, holder: n.holder, investor: n.investor, principal: n.principal, accrued: grown(n, ended ?? on), rate: n.rate, compounding: n.compounding, dayCount: n.dayCount, cap: n.cap ?? null, discount: n.discount ?? null, capBase: n.capBase,
    signedOn: n.signedOn, maturesOn: n.maturesOn, situation: ended === null ? 'outstanding' : n.situation, on: ended, ...recordedBy(book, n.note),
  };
});

type Note = ReturnType<typeof notesOn>[number];
const grown = ({ principal, rate, compounding, dayCount, signedOn }: Note, on: Day): Money =>
  moneyFrom(noteAccrual({ principal: exact.rational(principal.amount), rate: exact.parseDecimal(rate)!, compounding, signedOn, dayCount }, on), principal.currency);

/** What is owed under notes that have not ended by a day: how many, and principal with interest. */
export function notesOwed(book: Book, on: Day, currency: string): { count: number; amount: Money } {
  const owed = notesOn(keyed.values(book.state.notes), on);
  return { count: owed.length, amount: { amount: owed.reduce((sum, n) => sum + grown(n, on).amount, 0), currency } };
}
