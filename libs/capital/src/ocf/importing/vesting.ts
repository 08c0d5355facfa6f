import { exact } from '@capstan/kernel';
import { VestingTerms } from '../../vesting/index.ts';
import { refuse } from '../../refusals.ts';
import type { ObjectOf } from '../kinds.ts';
import { numeric } from '../primitives.ts';
import type { OcfObject } from '../reading.ts';
import { as, type Session } from './session.ts';
import { ratioOf, sharesOf, Unrecordable } from './values.ts';

type Terms = ObjectOf<'VESTING_TERMS'>;
type Condition = Terms['vesting_conditions'][number];
interface Vesting { vestings?: { date: string; amount: string }[] | undefined; vesting_terms_id?: string | undefined; security_id: string }

const unit = (type: string): 'days' | 'months' => (type === 'DAYS' ? 'days' : 'months');
const amountOf = ({ portion, quantity }: Condition) =>
  portion ? { part: ratioOf(portion), ofRemainder: portion.remainder === true } : { shares: Number(exact.round(numeric(quantity ?? '0'), 'floor')) };

function triggerOf({ trigger, cliff_condition: cliff }: Condition) {
  switch (trigger.type) {
    case 'VESTING_START_DATE': return { type: 'start' as const };
    case 'VESTING_EVENT': return { type: 'event' as const };
    case 'VESTING_SCHEDULE_ABSOLUTE': return { type: 'on' as const, date: trigger.date };
    case 'VESTING_SCHEDULE_RELATIVE': {
      const { period, relative_to_condition_id: of } = trigger;
      return {
        type: 'after' as const, of, every: { length: period.length, unit: unit(period.type) }, occurrences: period.occurrences, ...(period.type === 'MONTHS' && { dayOfMonth: period.day_of_month }),
        ...(cliff && { cliff: { length: cliff.period.length, unit: unit(cliff.period.type) } }),
      };
    }
  }
}

/** Vesting terms of a package (an object of the type VESTING_TERMS) as ours; `start` is the day on which vesting started, where that is known. */
export function vestingOf(stated: OcfObject, start?: string): VestingTerms {
  const { allocation_type: allocation, vesting_conditions: all } = as(stated, 'VESTING_TERMS');
  const conditions = all.map((c) => ({ id: c.id, ...(c.description !== undefined && { description: c.description.slice(0, 4000) }), trigger: triggerOf(c), next: c.next_condition_ids, amount: amountOf(c) }));
  const parsed = VestingTerms.safeParse({ kind: 'conditions', ...(start !== undefined && { start }), conditions, allocation });
  if (!parsed.success) throw new Unrecordable(refuse('ocf-field-invalid', { field: 'vesting_conditions', value: parsed.error.issues[0]?.message ?? '' }, 'vesting_conditions'));
  return parsed.data;
}

/** When the shares of an issuance vest: the days it lists, else its terms from its start; null where it says neither. */
export function vestingOfIssuance(issue: Vesting, session: Session): VestingTerms | null {
  if (issue.vestings && issue.vestings.length > 0) return { kind: 'dates', dates: issue.vestings.map((v) => ({ on: v.date, shares: sharesOf(v.amount, 'vestings') })) };
  const terms = issue.vesting_terms_id === undefined ? undefined : session.reading.index.byId.get(issue.vesting_terms_id);
  if (!terms) return null;
  return vestingOf(terms, session.startOf(issue.security_id));
}
