import { type ExitTerms, type OptionTerms, type Participation, payoutsAt, type PreferredTerms, waterfallCurve } from '@capstan/capital';
import { exact, type Rational } from '@capstan/kernel';
import type { Shaped } from '../case.ts';
import type { Engine } from '../engines.ts';
import { type Figures, named, numberIn, written } from '../figure.ts';
import { allRead } from './all-read.ts';

const given = <K extends string>(name: K, value: Rational | undefined): Partial<Record<K, Rational>> => (value ? { [name]: value } as Record<K, Rational> : {});
const name = (one: Shaped, i: number, otherwise: string): string => (typeof one['name'] === 'string' ? one['name'] : `${otherwise}${i + 1}`);

const participations: Readonly<Record<string, Participation>> = { none: 'none', non_participating: 'none', full: 'full', participating: 'full', uncapped: 'full', capped: 'capped' };
/** The most a participating class gets, as a multiple. Throws where two words for it say different things. */
function capOf(one: Shaped): Rational | undefined {
  const said = ['participation_cap_multiple', 'participation_cap', 'cap_multiple'].flatMap((word) => numberIn(one, word) ?? []);
  if (said.some((cap) => !exact.equal(cap, said[0]!))) throw new Error('two caps of one participation in the input');
  return said[0];
}

/** In words, or as a flag that a cap may stand beside. Throws on a word that is not known. */
function participation(one: Shaped): Participation {
  const capped = capOf(one) !== undefined;
  const { participation: word, participating } = one;
  const said = word ?? participating;
  if (said === undefined || typeof said === 'boolean') return said !== true ? 'none' : capped ? 'capped' : 'full';
  const known = typeof said === 'string' ? participations[said.replaceAll(/[- ]/g, '_')] : undefined;
  if (!known) throw new Error(`participation not known: ${JSON.stringify(said)}`);
  return known;
}

/** What was paid for a class: as written, or its shares at their price. */
function investedIn(one: Shaped): Rational {
  const [invested, price] = [numberIn(one, 'invested'), numberIn(one, 'price')];
  return invested ?? exact.mul(written(one['shares']), price ?? written(one['price']));
}

const preferred = (one: Shaped, i: number): PreferredTerms => ({
  id: name(one, i, 'class'), shares: written(one['shares']), invested: investedIn(one), participation: participation(one),
  seniority: Number(one['seniority'] ?? 1), ...given('multiple', numberIn(one, 'multiple', 'liquidation_multiple')), ...given('participationCap', capOf(one)),
  ...given('conversionRatio', numberIn(one, 'conversion_ratio')),
});
const option = (one: Shaped, i: number): OptionTerms => ({ id: name(one, i, 'options'), shares: written(one['shares']), strike: numberIn(one, 'strike', 'strike_price', 'exercise_price') ?? exact.ZERO });

/** Common stock of a case: a number, or holders by name. */
function common(input: Shaped): { id: string; shares: Rational }[] {
  const shares = input['common'];
  if (typeof shares !== 'object' || shares === null || Array.isArray(shares)) return [{ id: 'common', shares: written(shares ?? 0) }];
  return Object.entries(shares).map(([id, held]) => ({ id, shares: written(held) }));
}

const options = (input: Shaped): Shaped[] => (Array.isArray(input['options']) ? (input['options'] as Shaped[]) : input['options'] === undefined ? [] : [{ name: 'options', ...(typeof input['options'] === 'object' ? input['options'] : { shares: input['options'], strike: input['strike'] ?? 0 }) }]);
const ahead = (input: Shaped) => ['debt', 'transaction_costs', 'carve_out'].flatMap((id) => (numberIn(input, id) ? [{ id, amount: numberIn(input, id)! }] : []));

function waterfall(input: Shaped): Figures {
  const terms: ExitTerms = { ahead: ahead(input), common: common(input), preferred: ((input['classes'] ?? []) as Shaped[]).map(preferred), options: options(input).map(option) };
  const curve = waterfallCurve(terms);
  if (curve.kind !== 'curve') throw new Error(curve.kind);
  const { payouts, price } = payoutsAt(curve, numberIn(input, 'exit', 'exit_value', 'proceeds')!);
  const ofCommon = payouts.filter((p) => terms.common.some((c) => c.id === p.id));
  return {
    ...named(price, 'price', 'price_per_share', 'per_common_share'), common: exact.sum(ofCommon.map((p) => p.amount)), total: exact.sum(payouts.map((p) => p.amount)),
    // Options that nobody was granted are no shares: the engine is not even told of them.
    ...(numberIn(input, 'unallocated_pool') && named(exact.ZERO, 'pool', 'unallocated_pool')),
    ...Object.fromEntries(payouts.flatMap((p): [string, Rational | boolean][] => [[p.id, p.amount], [`${p.id}_converts`, p.choice === 'converts'], [`${p.id}_exercises`, p.choice === 'exercises']])),
  };
}

/** Who gets what when the company is sold. */
export const exitKinds: Readonly<Record<string, Engine>> = allRead({ waterfall: ({ input }) => waterfall(input) });
