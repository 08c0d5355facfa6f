import { type Day, exact, type Keyed, keyed, type Rational } from '@capstan/kernel';
import { nameKey } from '../names.ts';
import type { ClassTerms } from './facts.ts';
import type { ShareClass, TermsEntry } from './state.ts';

type Classes = Keyed<ShareClass>;

export const classNamed = (classes: Classes, name: string): ShareClass | undefined => keyed.at(classes, nameKey(name));
/** A class as it is written in this company; as given when it is new. */
export const spelled = (classes: Classes, name: string): string => classNamed(classes, name)?.name ?? name;
/** The table of classes with this name in it. */
export const withClass = (classes: Classes, name: string): Classes => (classNamed(classes, name) ? classes : keyed.put(classes, nameKey(name), { name, terms: [], splits: [] }));

/** Of terms in the order they were recorded, those in force at the end of a day. */
export function entryOn(terms: ShareClass['terms'], on: Day): TermsEntry | undefined {
  let found: TermsEntry | undefined;
  for (const entry of terms) if (entry.on <= on && (!found || entry.on >= found.on)) found = entry;
  return found;
}
/** The terms of a class at the end of a day; undefined for a class that has none, which is common stock. */
export const classTermsOn = (classes: Classes, name: string, on: Day): ClassTerms | undefined => entryOn(classNamed(classes, name)?.terms ?? [], on)?.terms;

/** Shares that one share converts into: original price ÷ conversion price, 1 where either is not stated (NVCA charter, article 4). */
export const conversionRatio = (terms: Pick<ClassTerms, 'originalPrice' | 'conversionPrice'> | undefined): Rational =>
  terms?.originalPrice && terms.conversionPrice ? exact.div(exact.fromFraction(terms.originalPrice), exact.fromFraction(terms.conversionPrice)) : exact.ONE;

/** Whole shares that so many shares of a class count as, converted; fractions of a share are lost. */
export function asConverted(shares: number, terms: Pick<ClassTerms, 'originalPrice' | 'conversionPrice'> | undefined): number {
  const ratio = conversionRatio(terms);
  return exact.equal(ratio, exact.ONE) ? shares : Number(exact.round(exact.mul(exact.rational(shares), ratio), 'floor'));
}

/** The classes one comes through by converting on and on, when that ends where it began; undefined when it does not. */
export function conversionRing(classes: Classes, terms: ClassTerms, on: Day): string[] | undefined {
  const path = [terms.class];
  for (let next = terms.convertsInto; next !== undefined; next = classTermsOn(classes, next, on)?.convertsInto) {
    const key = nameKey(next);
    if (key === nameKey(terms.class)) return [...path, terms.class];
    if (path.some((seen) => nameKey(seen) === key)) return undefined;
    path.push(spelled(classes, next));
  }
  return undefined;
}

/** The class that shares convert into unless something else was agreed: the first that is not preferred on a day. */
export const commonClass = (classes: Classes, on: Day): string | undefined => keyed.values(classes).find(({ name }) => classTermsOn(classes, name, on)?.kind !== 'preferred')?.name;
