import { Instant, type Refusal } from '@capstan/kernel';
import { z } from 'zod';
import type { Param, Tag } from './external-events.ts';
import { refuse } from './refusals.ts';

const FORM = /^m-([a-z0-9]{8,40})-[a-z0-9]{1,40}$/;
const pairs = z.record(z.string(), z.string());

/** A model that a script logged with its run, as it is after a change. Its files stand among those of the run, below `models/<model>`. */
export const LoggedModel = z.object({
  model: z.string().regex(FORM), name: z.string().min(1).max(250), modelType: z.string().max(250).nullable(), status: z.enum(['pending', 'ready', 'failed']),
  params: pairs, tags: pairs, createdAt: Instant, changedAt: Instant, deleted: z.boolean(),
});
export type LoggedModel = z.infer<typeof LoggedModel>;

/** The id of a model says which run it belongs to: `run-4f9a…` and `77ab…` are `m-4f9a…-77ab…`. */
export const modelOfRun = (run: string, own: string): string => `m-${run.slice('run-'.length)}-${own}`;
/** The run of a model by the model's id; undefined for what is no such id. */
export function runOfModel(model: string): string | undefined {
  const found = FORM.exec(model)?.[1];
  return found && `run-${found}`;
}

export interface LogModel { readonly model: string; readonly at: string; readonly name: string; readonly modelType: string | null; readonly params: readonly Param[]; readonly tags: readonly Tag[] }
export interface ChangeModel { readonly model: string; readonly at: string; readonly status?: LoggedModel['status']; readonly params?: readonly Param[]; readonly tags?: readonly Tag[]; readonly untag?: string; readonly deleted?: true }

const entries = (all: readonly Param[]) => Object.fromEntries(all.map(({ key, value }) => [key, value]));

export const newModel = ({ model, at, name, modelType, params, tags }: LogModel): LoggedModel =>
  ({ model, name, modelType, status: 'pending', params: entries(params), tags: entries(tags), createdAt: at, changedAt: at, deleted: false });

/** The model after a change. Refuses one that is not there or was deleted, and a parameter of another value than before. */
export function changedModel(one: LoggedModel | undefined, { at, status, params = [], tags = [], untag, deleted }: ChangeModel): LoggedModel | Refusal {
  if (!one || one.deleted) return refuse('logged-model-unknown');
  const differs = params.find(({ key, value }) => Object.hasOwn(one.params, key) && one.params[key] !== value);
  if (differs) return refuse('param-changed', { key: differs.key, was: one.params[differs.key]! });
  const kept = Object.fromEntries(Object.entries(one.tags).filter(([key]) => key !== untag));
  return { ...one, status: status ?? one.status, params: { ...one.params, ...entries(params) }, tags: { ...kept, ...entries(tags) }, deleted: deleted ?? false, changedAt: at };
}
