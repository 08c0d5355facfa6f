import { addDays, exact } from '@capstan/kernel';
import { poolOn } from '../../capitalisation.ts';
import { unallocatedOn } from '../../grants/pool.ts';
import { classTermsOn } from '../../securities/classes.ts';
import type { ClassTerms } from '../../securities/facts.ts';
import type { ObjectOf } from '../kinds.ts';
import { numeric } from '../primitives.ts';
import type { OcfObject } from '../reading.ts';
import { ourId } from './ids.ts';
import { ourFraction, ourWords } from './ours.ts';
import { as, type Session } from './session.ts';
import { decimalOf, fractionOf, labelOf, ratioOf, sharesOf } from './values.ts';

type StockClass = ObjectOf<'STOCK_CLASS'>;

const days = (session: Session, is: (one: OcfObject) => boolean): string[] => session.reading.objects.filter((one) => is(one) && typeof one.value['date'] === 'string').map((one) => one.value['date'] as string);
const earliest = (all: readonly (string | undefined)[]): string | undefined => all.filter((d) => d !== undefined).sort()[0];

/** The format pays higher numbers first; here 1 is paid first. Equal numbers stay equal. */
function placeOf(stated: StockClass, session: Session): number {
  const all = session.reading.objects.filter((one) => one.type === 'STOCK_CLASS').map((one) => numeric(as(one, 'STOCK_CLASS').seniority));
  const above = all.filter((other) => exact.compare(other, numeric(stated.seniority)) > 0);
  return 1 + new Set(above.map((x) => `${x.num}/${x.den}`)).size;
}

/** What a share was first sold for: the class says it, or else its first issue. */
function priceOf(stated: StockClass, session: Session): ClassTerms['originalPrice'] {
  const ours = ourFraction(stated, 'originalPrice');
  if (ours) return ours;
  const issue = session.reading.objects.find((one) => one.type === 'TX_STOCK_ISSUANCE' && one.value['stock_class_id'] === stated.id);
  const amount = stated.price_per_share?.amount ?? (issue && as(issue, 'TX_STOCK_ISSUANCE').share_price.amount);
  return amount !== undefined && numeric(amount).num > 0n ? fractionOf(amount) : undefined;
}

function conversionOf(stated: StockClass, session: Session) {
  const right = stated.conversion_rights?.find((r) => r.conversion_mechanism.type === 'RATIO_CONVERSION' && r.converts_to_stock_class_id);
  const ours = ourFraction(stated, 'conversionPrice');
  if (right?.conversion_mechanism.type !== 'RATIO_CONVERSION') return ours ? { conversionPrice: ours } : {};
  return { convertsInto: session.class(right.converts_to_stock_class_id!), conversionPrice: ours ?? fractionOf(right.conversion_mechanism.conversion_price.amount) };
}

/** A participation cap is the only sign of participation in the format; full participation is said in our own words. */
function participationOf(stated: StockClass): Pick<ClassTerms, 'participation' | 'participationCap' | 'multiple'> {
  const multiple = decimalOf(stated.liquidation_preference_multiple ?? '1');
  if (ourWords(stated)['participation'] === 'full') return { multiple, participation: 'full' };
  return stated.participation_cap_multiple === undefined ? { multiple, participation: 'none' } : { multiple, participation: 'capped', participationCap: decimalOf(stated.participation_cap_multiple) };
}

/**
 * The terms of a class; a preferred class without any price has none that could be recorded. Our own exports state terms as they are in the end:
 * they hold from the first day on, and again from the day they name, whatever splits did to them in between.
 */
export function stockClass(one: OcfObject, session: Session): boolean {
  const stated = as(one, 'STOCK_CLASS');
  if (stated.class_type === 'PREFERRED' && !priceOf(stated, session)) return false;
  const terms = termsOf(stated, session);
  const now = classTermsOn(session.state.classes, terms.class, LATEST);
  const { setOn } = ourWords(stated);
  if (now && (typeof setOn !== 'string' || sameTerms(now, terms))) return true;
  const first = earliest([stated.board_approval_date, ...days(session, (other) => other.value['stock_class_id'] === stated.id)]) ?? session.reading.manifest.asOf;
  session.run({ type: 'SetClassTerms', ...terms, setOn: now ? (setOn as string) : first });
  return true;
}

const LATEST = '9999-12-31';
const sameTerms = (a: ClassTerms, b: ClassTerms): boolean => canonical(a) === canonical(b);
const canonical = (terms: ClassTerms): string => JSON.stringify(Object.entries(terms).filter(([, value]) => value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)));

function termsOf(stated: StockClass, session: Session): ClassTerms {
  const votes = numeric(stated.votes_per_share);
  const common = { class: session.class(stated.id), seniority: placeOf(stated, session), antiDilution: (ourWords(stated)['antiDilution'] as ClassTerms['antiDilution'] | undefined) ?? 'none', ...(votes.den === 1n && { votesPerShare: Number(votes.num) }) };
  if (stated.class_type === 'COMMON') return { ...common, kind: 'common', multiple: '1', participation: 'none' };
  const price = priceOf(stated, session);
  return { ...common, kind: 'preferred', ...participationOf(stated), ...conversionOf(stated, session), ...(price && { originalPrice: price }) };
}

/** Every share of a class becomes so many. */
export function split(one: OcfObject, session: Session): boolean {
  const { stock_class_id: id, split_ratio: ratio, date } = as(one, 'TX_STOCK_CLASS_SPLIT');
  const words = ourWords(one.value);
  session.run({
    type: 'SplitShares', class: session.class(id), ratio: ratioOf(ratio), splitOn: date, rounding: (words['rounding'] as 'down' | 'up' | 'nearest' | undefined) ?? 'down', ...(typeof words['pool'] === 'boolean' && { pool: words['pool'] }),
  });
  return true;
}

/** A class converts at another price from a day on. */
export function ratioAdjustment(one: OcfObject, session: Session): boolean {
  const { stock_class_id: id, new_ratio_conversion_mechanism: mechanism, date } = as(one, 'TX_STOCK_CLASS_CONVERSION_RATIO_ADJUSTMENT');
  const terms = classTermsOn(session.state.classes, session.class(id), date);
  if (!terms || terms.kind === 'common' || mechanism.type !== 'RATIO_CONVERSION') return false;
  session.run({ type: 'SetClassTerms', ...terms, conversionPrice: fractionOf(mechanism.conversion_price.amount), setOn: date });
  return true;
}

/** A plan adds its shares to the pool. The pool that belongs to no plan is one of ours, and set. */
export function stockPlan(one: OcfObject, session: Session): boolean {
  const stated = as(one, 'STOCK_PLAN');
  const reserved = numeric(stated.initial_shares_reserved);
  const adoptedOn = earliest([stated.board_approval_date, ...days(session, (other) => other.value['stock_plan_id'] === stated.id)]) ?? session.reading.manifest.asOf;
  if (ourWords(stated)['pool'] === true) return true;
  if (reserved.num <= 0n) return false;
  const classId = stated.stock_class_ids?.[0] ?? stated.stock_class_id;
  session.run({
    type: 'AdoptPlan', plan: ourId('plan', stated.id), name: labelOf(stated.plan_name, 'plan_name'), class: classId === undefined ? 'Common' : session.class(classId), shares: sharesOf(stated.initial_shares_reserved, 'initial_shares_reserved'),
    adoptedOn, cancelled: stated.default_cancellation_behavior === 'RETIRE' ? 'retired' : 'to-pool',
  });
  return true;
}

/** A plan has another size from a day on: the unallocated pool grows or shrinks by the difference. Our own pool is simply set. */
export function poolAdjustment(one: OcfObject, session: Session): boolean {
  const { stock_plan_id: id, shares_reserved: reserved, date } = as(one, 'TX_STOCK_PLAN_POOL_ADJUSTMENT');
  const plan = session.reading.index.byId.get(id);
  if (!plan) return false;
  const wanted = wholeOf(reserved);
  const shares = ourWords(plan.value)['pool'] === true ? wanted : unallocatedOn(session.state.pool, session.state.grants, addDays(date, -1)) + wanted - sizeBefore(session, as(plan, 'STOCK_PLAN'), date);
  if (poolOn(session.state.pool, date) !== shares) session.run({ type: 'SetPool', shares, setOn: date });
  return true;
}

const wholeOf = (text: string): number => Number(exact.round(numeric(text), 'floor'));

/** The size of a plan until a day: that of the last adjustment before it, or the one it began with. */
function sizeBefore({ reading }: Session, plan: ObjectOf<'STOCK_PLAN'>, day: string): number {
  const earlier = reading.objects.filter((one) => one.type === 'TX_STOCK_PLAN_POOL_ADJUSTMENT').map((one) => as(one, 'TX_STOCK_PLAN_POOL_ADJUSTMENT')).filter((a) => a.stock_plan_id === plan.id && a.date < day).sort((a, b) => (a.date < b.date ? -1 : 1)).at(-1);
  return wholeOf(earlier?.shares_reserved ?? plan.initial_shares_reserved);
}
