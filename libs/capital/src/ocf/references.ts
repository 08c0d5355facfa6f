import type { ObjectKind } from './kinds.ts';
import { type OcfProblem, problem } from './problems.ts';
import type { OcfObject } from './reading.ts';

/** What a field names: an object of that type, a security, the issuer, a split, any object of the package. */
type Target = ObjectKind | 'SECURITY' | 'ISSUER' | 'ANY';

const targets: Readonly<Record<string, Target>> = {
  stakeholder_id: 'STAKEHOLDER', stock_class_id: 'STOCK_CLASS', stock_class_ids: 'STOCK_CLASS', converts_to_stock_class_id: 'STOCK_CLASS', stock_plan_id: 'STOCK_PLAN', vesting_terms_id: 'VESTING_TERMS',
  valuation_id: 'VALUATION', stock_legend_ids: 'STOCK_LEGEND_TEMPLATE', security_id: 'SECURITY', security_ids: 'SECURITY', balance_security_id: 'SECURITY', resulting_security_ids: 'SECURITY',
  resulting_security_id: 'SECURITY', issuer_id: 'ISSUER', split_transaction_id: 'TX_STOCK_CLASS_SPLIT', issuance_ids: 'ANY', object_id: 'ANY',
};

export interface Named { readonly field: string; readonly id: string; readonly target: Target }

/** Everything an object names, wherever inside it. An empty id names nothing. */
export function namedBy(value: unknown, path = ''): Named[] {
  if (Array.isArray(value)) return value.flatMap((one) => namedBy(one, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => {
    const field = path === '' ? key : `${path}.${key}`;
    const target = targets[key];
    if (!target) return namedBy(inside, field);
    return (Array.isArray(inside) ? inside : [inside]).flatMap((id) => (typeof id === 'string' && id !== '' ? [{ field, id, target }] : []));
  });
}

export interface Index {
  readonly issuer: string | undefined;
  readonly byId: ReadonlyMap<string, OcfObject>;
  /** The issuance of each security. */
  readonly securities: ReadonlyMap<string, OcfObject>;
  /** How many plans the package describes. */
  readonly plans: number;
}

const isThere = ({ id, target }: Named, { issuer, byId, securities }: Index): boolean => {
  if (target === 'SECURITY') return securities.has(id);
  if (target === 'ISSUER') return id === issuer;
  const found = byId.get(id);
  return target === 'ANY' ? found !== undefined : found?.type === target;
};

/** The references of an object that lead nowhere in its package. */
export const dangling = (one: OcfObject, index: Index): OcfProblem[] => [
  ...leadingNowhere(one, index).filter((named) => !isOutside(one, named, index)).map(({ field, id }) => problem('ocf-reference-dangling', { file: one.file, object: one.id, field, value: id })),
  ...conditionsMissing(one, index),
];

/** References to what the package leaves out as a whole, and what is done about each. */
export const outside = (one: OcfObject, index: Index): OcfProblem[] =>
  leadingNowhere(one, index).filter((named) => isOutside(one, named, index)).map(({ field, id, target }) => problem(target === 'STOCK_PLAN' ? 'ocf-plan-outside' : 'ocf-shares-outside', { file: one.file, object: one.id, field, value: id }));

const leadingNowhere = (one: OcfObject, index: Index): Named[] => namedBy(one.value).filter((named) => !isThere(named, index));
/**
 * Two things that packages leave out as a whole: every plan, then its grants are recorded outside of any pool; and the one certificate that came
 * of an exercise, whose shares the exercise itself states.
 */
const isOutside = (one: OcfObject, { target, field }: Named, { plans }: Index): boolean =>
  (target === 'STOCK_PLAN' && plans === 0) || (field === 'resulting_security_ids' && (one.value[field] as unknown[]).length === 1 && /_(EXERCISE|RELEASE)$/.test(one.type));

interface Terms { vesting_conditions?: { id: string; next_condition_ids: string[]; trigger: { relative_to_condition_id?: string } }[] }

/** Vesting conditions named by others of the same terms, or by the start or the event of a security under these terms. */
function conditionsMissing(one: OcfObject, { byId, securities }: Index): OcfProblem[] {
  const no = (field: string, id: string) => problem('ocf-reference-dangling', { file: one.file, object: one.id, field, value: id });
  if (one.type === 'VESTING_TERMS') {
    const { vesting_conditions: all = [] } = one.value as Terms;
    const ids = new Set(all.map((c) => c.id));
    return all.flatMap((c) => [...c.next_condition_ids.map((id) => ['next_condition_ids', id] as const), ...(c.trigger.relative_to_condition_id === undefined ? [] : [['relative_to_condition_id', c.trigger.relative_to_condition_id] as const])])
      .filter(([, id]) => !ids.has(id)).map(([field, id]) => no(`vesting_conditions.${field}`, id));
  }
  if (one.type !== 'TX_VESTING_START' && one.type !== 'TX_VESTING_EVENT') return [];
  const { security_id: security, vesting_condition_id: condition } = one.value as { security_id: string; vesting_condition_id: string };
  const issue = securities.get(security)?.value as { vesting_terms_id?: string } | undefined;
  const terms = issue?.vesting_terms_id === undefined ? undefined : (byId.get(issue.vesting_terms_id)?.value as Terms | undefined);
  return terms?.vesting_conditions && !terms.vesting_conditions.some((c) => c.id === condition) ? [no('vesting_condition_id', condition)] : [];
}
