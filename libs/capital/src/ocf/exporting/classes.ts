import { keyed } from '@capstan/kernel';
import { nameKey } from '../../names.ts';
import type { ClassTerms } from '../../securities/facts.ts';
import type { TermsEntry } from '../../securities/state.ts';
import type { CapitalState } from '../../state.ts';
import { ourComment } from '../importing/ours.ts';
import type { Shaped } from '../reading.ts';
import { beyondDecimal, decimal, type PackageWriter } from './writer.ts';

/** The entry of the latest day; of one day, the one recorded last. */
const lastOf = (terms: readonly TermsEntry[]): TermsEntry | undefined => terms.reduce<TermsEntry | undefined>((last, one) => (!last || one.on >= last.on ? one : last), undefined);

/** Every share class with the terms it has now; classes of a package keep what else was stated of them. */
export function classes(writer: PackageWriter, state: CapitalState, changed: ReadonlySet<string>): void {
  const described = keyed.values(state.classes);
  for (const { terms } of described) for (const into of [lastOf(terms)?.terms.convertsInto]) if (into !== undefined) writer.class(into);
  const all = [...described, ...writer.namedClasses().filter((name) => !described.some((c) => nameKey(c.name) === nameKey(name))).map((name) => ({ name, terms: [] }))];
  const lowest = Math.max(1, ...all.map((c) => lastOf(c.terms)?.terms.seniority ?? 1));
  for (const { name, terms } of all) {
    const last = lastOf(terms);
    if (writer.knowsClass(name)) {
      if (last && changed.has(name)) writer.amend('OCF_STOCK_CLASSES_FILE', writer.class(name), stated(writer, last.terms, last.on, lowest));
    } else {
      writer.add('STOCK_CLASS', writer.class(name), { name, default_id_prefix: 'CS-', initial_shares_authorized: 'NOT APPLICABLE', ...(last ? stated(writer, last.terms, last.on, lowest) : { class_type: 'COMMON', votes_per_share: '1', seniority: '1' }) });
    }
  }
}

/** The format pays higher numbers first; here 1 is paid first. */
function stated(writer: PackageWriter, terms: ClassTerms, setOn: string, lowest: number): Shaped {
  const preferred = terms.kind === 'preferred';
  const price = (of: readonly [string, string]) => ({ amount: decimal([...of]), currency: writer.currency });
  return {
    class_type: preferred ? 'PREFERRED' : 'COMMON', votes_per_share: String(terms.votesPerShare ?? 1), seniority: String(lowest + 1 - terms.seniority), board_approval_date: setOn,
    ...(terms.originalPrice && { price_per_share: price(terms.originalPrice) }), ...(preferred && { liquidation_preference_multiple: terms.multiple }), ...(terms.participationCap !== undefined && { participation_cap_multiple: terms.participationCap }),
    ...(terms.convertsInto !== undefined && { conversion_rights: [right(writer, terms)] }),
    comments: ourComment({ setOn, originalPrice: beyondDecimal(terms.originalPrice), conversionPrice: terms.convertsInto === undefined ? terms.conversionPrice : beyondDecimal(terms.conversionPrice), ...(terms.participation === 'full' && { participation: 'full' }), ...(terms.antiDilution !== 'none' && { antiDilution: terms.antiDilution }) }),
  };
}

/** The ratio is that of the two prices as they are printed; the exact ones stand in the comment where ten places do not hold them. */
function right(writer: PackageWriter, terms: ClassTerms): Shaped {
  const one = ['1', '1'] as const;
  const [original, conversion] = [terms.originalPrice ?? one, terms.conversionPrice ?? terms.originalPrice ?? one].map((price) => decimal([...price]));
  return {
    type: 'STOCK_CLASS_CONVERSION_RIGHT', converts_to_stock_class_id: writer.class(terms.convertsInto!),
    conversion_mechanism: { type: 'RATIO_CONVERSION', rounding_type: 'FLOOR', ratio: { numerator: original, denominator: conversion === '0' ? SMALLEST : conversion }, conversion_price: { amount: conversion, currency: writer.currency } },
  };
}

const SMALLEST = '0.0000000001';
