import { type Day, fill, type Refusal } from '@capstan/kernel';
import type { CapitalFact } from '../../events.ts';
import type { CapitalState } from '../../state.ts';
import type { ObjectKind } from '../kinds.ts';
import { type OcfProblem, problem } from '../problems.ts';
import type { OcfObject, OcfReading } from '../reading.ts';
import { ocfRefusals } from '../refusals.ts';
import { cancel, consolidate, convert, exchange, repurchase, transfer } from './changes.ts';
import { poolAdjustment, ratioAdjustment, split, stockClass, stockPlan } from './classes.ts';
import { ourId } from './ids.ts';
import { begin } from './issuances.ts';
import { inOrder, things } from './order.ts';
import { ourWords } from './ours.ts';
import { beyondPool } from './pool.ts';
import { Session } from './session.ts';
import { accelerate, exercise, exerciseWarrant, release, repay, vestingEvent } from './taking.ts';
import { Unrecordable } from './values.ts';

type Handler = (one: OcfObject, session: Session) => boolean;
const exchanged = (reason: string): Handler => (one, session) => exchange(one, session, reason);
const retracted: Handler = (one, session) => exchange(one, session, typeof one.value['reason_text'] === 'string' ? one.value['reason_text'] : 'retracted');

/** What each type of object does to the cap table. Types that are not here change nothing in it and stay statements. */
const handlers: Partial<Record<ObjectKind, Handler>> = {
  STOCK_CLASS: stockClass, STOCK_PLAN: stockPlan, TX_STOCK_CLASS_SPLIT: split, TX_STOCK_CLASS_CONVERSION_RATIO_ADJUSTMENT: ratioAdjustment, TX_STOCK_PLAN_POOL_ADJUSTMENT: poolAdjustment,
  TX_STOCK_ISSUANCE: begin, TX_CONVERTIBLE_ISSUANCE: begin, TX_WARRANT_ISSUANCE: begin, TX_EQUITY_COMPENSATION_ISSUANCE: begin, TX_PLAN_SECURITY_ISSUANCE: begin,
  TX_STOCK_CANCELLATION: cancel, TX_WARRANT_CANCELLATION: cancel, TX_EQUITY_COMPENSATION_CANCELLATION: cancel, TX_PLAN_SECURITY_CANCELLATION: cancel,
  TX_CONVERTIBLE_CANCELLATION: (one, session) => (ourWords(one.value)['repaid'] === true ? repay(one, session) : cancel(one, session)),
  TX_STOCK_RETRACTION: retracted, TX_WARRANT_RETRACTION: retracted, TX_CONVERTIBLE_RETRACTION: retracted, TX_EQUITY_COMPENSATION_RETRACTION: retracted, TX_PLAN_SECURITY_RETRACTION: retracted,
  TX_STOCK_REPURCHASE: repurchase, TX_STOCK_TRANSFER: transfer, TX_STOCK_CONVERSION: convert, TX_STOCK_REISSUANCE: exchanged('reissued'), TX_STOCK_CONSOLIDATION: consolidate,
  TX_WARRANT_TRANSFER: exchanged('transferred'), TX_CONVERTIBLE_TRANSFER: exchanged('transferred'), TX_EQUITY_COMPENSATION_TRANSFER: exchanged('transferred'), TX_PLAN_SECURITY_TRANSFER: exchanged('transferred'),
  TX_CONVERTIBLE_CONVERSION: exchanged('converted'), TX_WARRANT_EXERCISE: exerciseWarrant, TX_EQUITY_COMPENSATION_EXERCISE: exercise, TX_PLAN_SECURITY_EXERCISE: exercise,
  TX_EQUITY_COMPENSATION_RELEASE: release, TX_PLAN_SECURITY_RELEASE: release, TX_VESTING_EVENT: vestingEvent, TX_VESTING_ACCELERATION: accelerate,
};

/** A package played on a company: the facts it comes to, the objects that became facts, and why others could not. */
export interface Played {
  readonly facts: readonly CapitalFact[];
  readonly recorded: ReadonlySet<OcfObject>;
  readonly problems: readonly OcfProblem[];
  /** The grant that the pool cannot cover; it is among the problems too. */
  readonly uncovered?: OcfObject;
  readonly state: CapitalState;
}

/** Plays the objects of a package, one after the other. `leave` are objects that are not to be played. Nothing is recorded here. */
export function play(reading: OcfReading, state: CapitalState, today: Day, leave: ReadonlySet<OcfObject> = new Set()): Played {
  const session = new Session(reading, state, today);
  const [recorded, problems] = [new Set<OcfObject>(), [] as OcfProblem[]];
  for (const one of [...things(reading), ...inOrder(reading)]) {
    const handler = handlers[one.type];
    if (!handler || leave.has(one)) continue;
    const mark = session.mark();
    try {
      if (handler(one, session)) recorded.add(one);
      else if (isEarly(one, session)) problems.push(problem('ocf-before-issuance', { file: one.file, object: one.id, field: 'date', value: one.value['security_id'] as string }));
    } catch (error) {
      if (!(error instanceof Unrecordable)) throw error;
      session.backTo(mark);
      problems.push(refusedAs(one, error.refusal));
    }
  }
  // An issuance that a transfer or an exercise brought about was recorded with it.
  for (const security of session.begun) {
    const issue = session.issuance(security);
    if (issue) recorded.add(issue);
  }
  const beyond = uncovered(session);
  return { facts: session.facts, recorded, problems: [...problems, ...(beyond ? [refusedAs(beyond.one, beyond.refusal)] : [])], state: session.state, ...(beyond && { uncovered: beyond.one }) };
}

/** The grant of the package that takes more than the pool has. */
function uncovered(session: Session): { one: OcfObject; refusal: Refusal } | undefined {
  const securities = new Map([...session.begun].map((security) => [ourId('grant', security), security]));
  const found = beyondPool(session.state, new Set(securities.keys()), session.today);
  const one = found && session.issuance(securities.get(found.grant)!);
  return found && one && { one, refusal: found.refusal };
}

/** A transaction about a security that comes into being on a later day. */
function isEarly(one: OcfObject, session: Session): boolean {
  const { security_id: security, date } = one.value as { security_id?: string; date?: string };
  const issue = security === undefined || session.begun.has(security) ? undefined : session.issuance(security);
  return issue !== undefined && issue !== one && date !== undefined && (issue.value['date'] as string) > date;
}

/** What the rules of the cap table say about an object, with its file and id. */
function refusedAs(one: OcfObject, refusal: Refusal): OcfProblem {
  const where = { file: one.file, object: one.id, field: refusal.path ?? '' };
  if (Object.hasOwn(ocfRefusals, refusal.code)) {
    const values = { ...where, ...refusal.values };
    return { ...problem(refusal.code as keyof typeof ocfRefusals, where), message: fill(ocfRefusals[refusal.code as keyof typeof ocfRefusals], values), values };
  }
  return { path: [one.file, one.id, refusal.path].filter(Boolean).join(', '), code: refusal.code, message: `${one.id}: ${refusal.message}`, values: { ...where, ...refusal.values }, file: one.file, object: one.id };
}
