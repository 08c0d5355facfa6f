import { exact } from '@capstan/kernel';
import { vestingDates } from '../../vesting/day-of-month.ts';
import { after } from '../../vesting/day-of-month.ts';
import type { VestingTerms } from '../../vesting/terms.ts';
import { ourId } from '../importing/ids.ts';
import type { Shaped } from '../reading.ts';
import type { PackageWriter } from './writer.ts';

type Regular = Extract<VestingTerms, { kind: 'schedule' }>;
type Tranches = Extract<VestingTerms, { kind: 'tranches' }>;
type Conditions = Extract<VestingTerms, { kind: 'conditions' }>;
type Period = { length: number; unit: 'days' | 'months' };

const START = 'start';
const portion = ([numerator, denominator]: readonly [string, string], remainder = false) => ({ numerator, denominator, ...(remainder && { remainder }) });
const typeOf = (unit: Period['unit']) => (unit === 'days' ? 'DAYS' : 'MONTHS');
const period = ({ length, unit }: Period, occurrences: number, dayOfMonth: string) => ({ type: typeOf(unit), length, occurrences, ...(unit === 'months' && { day_of_month: dayOfMonth }) });
const start = (next: string[]): Shaped => ({ id: START, trigger: { type: 'VESTING_START_DATE' }, portion: portion(['0', '1']), next_condition_ids: next });
const relative = (id: string, of: string, every: Period, occurrences: number, dayOfMonth: string, part: readonly [string, string], next: string[]): Shaped =>
  ({ id, portion: portion(part), trigger: { type: 'VESTING_SCHEDULE_RELATIVE', relative_to_condition_id: of, period: period(every, occurrences, dayOfMonth) }, next_condition_ids: next });

/** One condition after the other, each counted from the start. */
function chain(parts: readonly { after: Period; part: readonly [string, string] }[], dayOfMonth: string): Shaped[] {
  const id = (i: number) => `tranche-${i + 1}`;
  return [start([id(0)]), ...parts.map((t, i) => relative(id(i), START, t.after, 1, dayOfMonth, t.part, i + 1 < parts.length ? [id(i + 1)] : []))];
}

function regular({ start: from, every, periods, cliff, dayOfMonth }: Regular): Shaped[] {
  const even = exact.toFraction(exact.rational(1, periods));
  if (!cliff?.part) {
    const all = relative('installments', START, every, periods, dayOfMonth, even, []);
    return [start(['installments']), cliff ? { ...all, cliff_condition: { period: { type: typeOf(cliff.unit), length: cliff.length } } } : all];
  }
  const later = vestingDates(from, every, periods, dayOfMonth).map((day, i) => ({ day, times: i + 1 })).filter(({ day }) => day > after(from, cliff, 1, dayOfMonth));
  const each = later.length === 0 ? (['0', '1'] as const) : exact.toFraction(exact.div(exact.sub(exact.ONE, exact.fromFraction(cliff.part)), exact.rational(later.length)));
  return chain([{ after: cliff, part: cliff.part }, ...later.map(({ times }) => ({ after: { length: every.length * times, unit: every.unit }, part: each }))], dayOfMonth);
}

/** Tranches of the first day vest with the start. */
function listed({ tranches, dayOfMonth }: Tranches): Shaped[] {
  const atOnce = exact.sum(tranches.filter((t) => t.after.length === 0).map((t) => exact.fromFraction(t.part)));
  const [first, ...rest] = chain(tranches.filter((t) => t.after.length > 0).sort((a, b) => a.after.length - b.after.length), dayOfMonth);
  return [{ ...first, portion: portion(exact.toFraction(atOnce)), next_condition_ids: rest.length > 0 ? ['tranche-1'] : [] }, ...rest];
}

const conditional = ({ conditions }: Conditions): Shaped[] => conditions.map(({ id, description, trigger, next, amount }) => ({
  id, ...(description !== undefined && { description }), next_condition_ids: next,
  ...('shares' in amount ? { quantity: String(amount.shares) } : { portion: portion(amount.part, amount.ofRemainder) }),
  trigger: trigger.type === 'start' ? { type: 'VESTING_START_DATE' } : trigger.type === 'event' ? { type: 'VESTING_EVENT' } : trigger.type === 'on' ? { type: 'VESTING_SCHEDULE_ABSOLUTE', date: trigger.date }
    : { type: 'VESTING_SCHEDULE_RELATIVE', relative_to_condition_id: trigger.of, period: period(trigger.every, trigger.occurrences, trigger.dayOfMonth) },
  ...(trigger.type === 'after' && trigger.cliff && { cliff_condition: { period: { type: typeOf(trigger.cliff.unit), length: trigger.cliff.length } } }),
}));

const conditionsOf = (terms: Exclude<VestingTerms, { kind: 'dates' }>): Shaped[] => (terms.kind === 'schedule' ? regular(terms) : terms.kind === 'tranches' ? listed(terms) : conditional(terms));

/** The fields of an issuance that say when it vests; terms that several grants share are written once. The start comes back as a transaction of its own. */
export function vestingFields(terms: VestingTerms | null, writer: PackageWriter, seen: Set<string>): { readonly fields: Shaped; readonly start?: { readonly condition: string; readonly on: string } } {
  if (terms === null) return { fields: {} };
  if (terms.kind === 'dates') return { fields: { vestings: terms.dates.map((d) => ({ date: d.on, amount: String(d.shares) })) } };
  const conditions = conditionsOf(terms);
  const id = ourId('vesting', JSON.stringify([terms.allocation, conditions]));
  if (!seen.has(id)) {
    seen.add(id);
    writer.add('VESTING_TERMS', id, { name: `Vesting schedule ${seen.size}`, description: 'Vesting schedule', allocation_type: terms.allocation, vesting_conditions: conditions });
  }
  const condition = conditions.find((c) => (c['trigger'] as Shaped)['type'] === 'VESTING_START_DATE');
  return { fields: { vesting_terms_id: id }, ...(terms.start !== undefined && condition && { start: { condition: condition['id'] as string, on: terms.start } }) };
}
