import { RunSort, RunsQuery } from '@capstan/training';

/** What the URL of the runs table can say: the filters, the order, the page, and the runs that were ticked on the way. */
export interface RunSearch { text?: string; situation?: string; model?: string; dataset?: string; sweep?: string; sort?: string; order?: string; after?: string; runs?: string | string[] }

export const filters = ['text', 'situation', 'model', 'dataset', 'sweep'] as const;
const orders = ['sort', 'order'] as const;
const said = (search: RunSearch, names: readonly (keyof RunSearch)[]) => Object.fromEntries(names.flatMap((name) => (search[name] ? [[name, search[name]]] : []))) as Partial<Record<keyof RunSearch, string>>;

/** The table as the API is asked for it; empty fields of the form do not count, nor what nobody could have chosen. */
export const chosen = (search: RunSearch): Partial<RunsQuery> =>
  Object.fromEntries(Object.entries(said(search, [...filters, ...orders, 'after'])).filter(([name, value]) => RunsQuery.shape[name as keyof RunsQuery].safeParse(value).success));

/** Filters and order without the page: what another page of the same table keeps. */
export const kept = (search: RunSearch) => said(search, [...filters, ...orders]);

export const isFiltered = (search: RunSearch): boolean => filters.some((name) => search[name]);
export const picked = ({ runs }: RunSearch): string[] => [...new Set([runs ?? []].flat().flatMap((part) => part.split(',')).filter(Boolean))];

/** Names stand from A to Z at first, everything else from the most. */
const firstOrder = (sort: RunSort): RunsQuery['order'] => (['name', 'model', 'dataset'].includes(sort) ? 'ascending' : 'descending');
export const sortOf = ({ sort, order }: RunSearch): { sort: RunSort; order: RunsQuery['order'] } => {
  const by = RunSort.safeParse(sort).data ?? 'at';
  return { sort: by, order: order === 'ascending' || order === 'descending' ? order : 'descending' };
};

/** Where a press on a column's name leads: sorted by it, the other way round when it is already. */
export function sortedBy(search: RunSearch, column: RunSort): string {
  const now = sortOf(search), order = now.sort === column ? (now.order === 'ascending' ? 'descending' : 'ascending') : firstOrder(column);
  const runs = picked(search);
  return `?${new URLSearchParams({ ...said(search, filters), sort: column, order, ...(runs.length > 0 && { runs: runs.join(',') }) }).toString()}`;
}
