import { type Day, type Decider, type FieldProblem, isRefusal, keyed, type Refusal } from '@capstan/kernel';
import type { CapitalFact } from '../events.ts';
import { nameKey } from '../names.ts';
import { ocfDecider, type OcfState } from '../ocf/decider.ts';
import { ourId } from '../ocf/importing/ids.ts';
import { beyondPool, decided } from '../ocf/importing/pool.ts';
import { refuse } from '../refusals.ts';
import { type CapitalState, evolve } from '../state.ts';
import { VestingTerms } from '../vesting/terms.ts';
import type { RowsMapping } from './columns.ts';
import { type GrantRow, rowProblem, type Rows, type ShareRow } from './reader.ts';

/** Rows of a file to be recorded, all or nothing; `hash` is that of its content. */
export interface ImportRows { readonly type: 'ImportRows'; readonly today: Day; readonly import: string; readonly hash: string; readonly name: string; readonly rows: Rows; readonly mapping: RowsMapping }

/** What the rows come to on a company, or what stands in the way of which line. */
export interface RowsPlan { readonly facts: readonly CapitalFact[]; readonly problems: readonly FieldProblem[] }

/** Plays every row on the cap table, in the order of their days. Nothing is recorded here. */
export function planRows({ rows, hash, mapping }: Pick<ImportRows, 'rows' | 'hash' | 'mapping'>, before: CapitalState, today: Day): RowsPlan {
  const [facts, problems] = [[] as CapitalFact[], [] as FieldProblem[]];
  const here = new Set(standing(before));
  const { foundedOn: _, ...rest } = before;
  let state: CapitalState = rest;
  for (const row of inOrder(rows)) {
    const no = (field: string, problem: FieldProblem) => problems.push({ ...problem, path: field === '' ? `line ${row.line}` : `line ${row.line}, ${mapping[field] ?? field}` });
    if (here.has(contentOf(row))) { no('', rowProblem(row.line, '', 'rows-here-already')); continue; }
    const command = 'issuedOn' in row ? issueOf(row, hash) : grantOf(row, hash, state);
    if (!command) { no('plan', rowProblem(row.line, 'plan', 'rows-plan-unknown', { value: ('plan' in row && row.plan) || '' })); continue; }
    const played = decided({ ...command, today }, state);
    if (isRefusal(played)) { no(columnOf[played.path ?? ''] ?? '', said(played)); continue; }
    facts.push(...played);
    for (const one of played) state = evolve(state, one);
  }
  const beyond = problems.length > 0 ? undefined : beyondPool(state, new Set(rows.rows.map((row) => ourId('grant', `${hash}/${row.line}`))), today);
  const line = beyond && rows.rows.find((row) => ourId('grant', `${hash}/${row.line}`) === beyond.grant)?.line;
  if (beyond) problems.push({ ...said(beyond.refusal), path: `line ${line}, ${mapping['shares'] ?? 'shares'}` });
  return { facts: problems.length > 0 ? [] : facts, problems };
}

const said = ({ code, message, values }: Refusal): FieldProblem => ({ path: '', code, message, ...(values && { values: { ...values } }) });

const columnOf: Readonly<Record<string, string>> = { issuedOn: 'issued_on', grantedOn: 'granted_on', expiresOn: 'expires_on', shares: 'shares', strike: 'strike', paid: 'paid', holder: 'holder', class: 'class', plan: 'plan', vesting: 'vesting_months' };
const inOrder = ({ rows }: Rows): (ShareRow | GrantRow)[] => [...rows].sort((a, b) => { const [x, y] = [dayOf(a), dayOf(b)]; return x < y ? -1 : x > y ? 1 : a.line - b.line; });
const dayOf = (row: ShareRow | GrantRow): Day => ('issuedOn' in row ? row.issuedOn : row.grantedOn);

/** What tells whether the same shares or the same grant are there already. */
const contentOf = (row: ShareRow | GrantRow): string =>
  'issuedOn' in row ? ['shares', nameKey(row.holder), nameKey(row.class), row.shares, row.issuedOn].join('\n') : ['grant', nameKey(row.holder), row.kind, row.shares, row.grantedOn].join('\n');
const standing = (state: CapitalState): string[] => [
  ...keyed.values(state.stakes).map((s) => ['shares', nameKey(s.name), nameKey(s.class), s.shares, s.since].join('\n')),
  ...keyed.values(state.grants.made).map((g) => ['grant', nameKey(g.name), g.kind, g.shares, g.grantedOn].join('\n')),
];

const issueOf = ({ line, holder, class: of, shares, issuedOn, paid }: ShareRow, hash: string) =>
  ({ type: 'IssueShares', holding: ourId('holding', `${hash}/${line}`), newHolder: ourId('holder', `${hash}/${line}`), holder, class: of, shares, issuedOn, ...(paid && { paid }) }) as const;

/** Grants without a plan take nothing from the pool. */
function grantOf({ line, holder, kind, shares, grantedOn, strike, class: of, plan: named, expiresOn, vesting: v }: GrantRow, hash: string, state: CapitalState) {
  const plan = named === undefined ? undefined : keyed.values(state.grants.plans).find((p) => nameKey(p.name) === nameKey(named))?.plan;
  if (named !== undefined && plan === undefined) return undefined;
  const vesting = v ? VestingTerms.parse({ kind: 'schedule', start: v.start, every: { length: 1, unit: 'months' }, periods: v.months, ...(v.cliff > 0 && { cliff: { length: Math.min(v.cliff, v.months), unit: 'months' } }) }) : null;
  return {
    type: 'MakeGrant', grant: ourId('grant', `${hash}/${line}`), newHolder: ourId('holder', `${hash}/${line}`), holder, kind, shares, grantedOn, vesting, earlyExercise: false,
    ...(strike && { strike }), ...(of !== undefined && { class: of }), ...(expiresOn !== undefined && { expiresOn }), ...(plan !== undefined ? { plan } : { outsidePool: true }),
  } as const;
}

/** Files of holders and grants, all or nothing. */
export const rowsDecider: Decider<ImportRows, OcfState, CapitalFact> = {
  name: 'rows', initial: ocfDecider.initial, evolve: (state, one) => ocfDecider.evolve(state, one),
  decide(command, state) {
    const { hash, today, rows, name } = command;
    const day = state.imported[hash];
    if (day !== undefined) return refuse('rows-imported-before', { day });
    if (rows.rows.length === 0) return refuse('rows-empty');
    const { facts, problems } = planRows(command, state.capital, today);
    if (problems.length > 0) return refuse('rows-refused', { count: problems.length });
    const about = { import: command.import, format: 'csv' as const, hash, importedOn: today, files: [{ name, objects: rows.rows.length }], facts: facts.length, recorded: rows.rows.length, stated: 0 };
    return [{ type: 'CapTableImported', effective: today, data: about }, ...facts];
  },
};
