import type { Decider, Refusal } from '@capstan/kernel';
import { Alias, type ModelFact, type Reduction } from './model-events.ts';
import { refuse } from './model-refusals.ts';

type Of<T extends ModelFact['type']> = Extract<ModelFact, { type: T }>['data'];

export type ModelCommand =
  | ({ type: 'RegisterVersion' } & Omit<Of<'ModelVersionRegistered'>, 'version'>)
  | ({ type: 'DeriveVersion' } & Omit<Of<'ModelVersionDerived'>, 'version'>)
  | { type: 'MoveAlias'; model: string; alias: string; version: number }
  | { type: 'RemoveAlias'; model: string; alias: string }
  | { type: 'RetireVersion'; model: string; version: number; reason: string };

interface Version { readonly artifact: string; readonly retired: boolean; readonly how: Reduction | null }
interface Registered { readonly name: string; readonly versions: readonly Version[]; readonly aliases: ReadonlyMap<string, number> }
/** Models by id. Version n stands at n − 1. */
export type Registry = ReadonlyMap<string, Registered>;

const fresh = (name: string): Registered => ({ name, versions: [], aliases: new Map() });

function changed(model: Registered, fact: ModelFact): Registered {
  const { versions, aliases } = model;
  switch (fact.type) {
    case 'ModelVersionRegistered': return { ...model, versions: [...versions, { artifact: fact.data.artifact.sha256, retired: false, how: null }] };
    case 'ModelVersionDerived': return { ...model, versions: [...versions, { artifact: fact.data.artifact.sha256, retired: false, how: fact.data.how }] };
    case 'AliasMoved': return { ...model, aliases: new Map(aliases).set(fact.data.alias, fact.data.version) };
    case 'AliasRemoved': return { ...model, aliases: new Map([...aliases].filter(([alias]) => alias !== fact.data.alias)) };
    case 'ModelVersionRetired': return { ...model, versions: versions.map((one, i) => (i === fact.data.version - 1 ? { ...one, retired: true } : one)) };
    default: return model;
  }
}

function evolve(registry: Registry, fact: ModelFact): Registry {
  const { model } = fact.data as { model?: unknown };
  if (typeof model !== 'string') return registry;
  const known = registry.get(model) ?? (fact.type === 'ModelVersionRegistered' ? fresh(fact.data.name) : undefined);
  return known ? new Map(registry).set(model, changed(known, fact)) : registry;
}

const standing = (model: Registered, version: number): Refusal | undefined => {
  const one = model.versions[version - 1];
  if (!one) return refuse('version-unknown', { version }, 'version');
  return one.retired ? refuse('version-retired', { version }, 'version') : undefined;
};

const known = (model: Registered, artifact: string): Refusal | undefined => {
  const at = model.versions.findIndex((one) => one.artifact === artifact);
  return at < 0 ? undefined : refuse('version-known', { version: at + 1 });
};

/** Why a version made in this way cannot be reduced further; undefined when it can. Fewer bits of fewer bits would count the same loss twice. */
export const reducible = (version: number, how: Reduction | null): Refusal | undefined => (how === null || how.kind === 'prune' ? undefined : refuse('reduced-already', { version }));

function derive(command: Extract<ModelCommand, { type: 'DeriveVersion' }>, model: Registered): ModelFact[] | Refusal {
  const { type: _, ...data } = command;
  const why = standing(model, data.parent) ?? reducible(data.parent, model.versions[data.parent - 1]!.how) ?? known(model, data.artifact.sha256);
  return why ?? [{ type: 'ModelVersionDerived', data: { ...data, version: model.versions.length + 1 } }];
}

function register(command: Extract<ModelCommand, { type: 'RegisterVersion' }>, registry: Registry): ModelFact[] | Refusal {
  const { type: _, ...data } = command;
  // Two people may have named a model alike at once: the second one's version joins the first one's model.
  const same = [...registry].find(([, { name }]) => name.toLowerCase() === data.name.toLowerCase());
  const [model, { name, versions }] = same ?? [data.model, fresh(data.name)];
  const twice = same && known(same[1], data.artifact.sha256);
  return twice ?? [{ type: 'ModelVersionRegistered', data: { ...data, model, name, version: versions.length + 1 } }];
}

function retire({ model: id, version, reason }: Extract<ModelCommand, { type: 'RetireVersion' }>, model: Registered): ModelFact[] | Refusal {
  const alias = [...model.aliases].find(([, at]) => at === version)?.[0];
  if (alias !== undefined) return refuse('version-in-use', { version, alias });
  return standing(model, version) ?? [{ type: 'ModelVersionRetired', data: { model: id, version, reason } }];
}

function move({ model: id, alias, version }: Extract<ModelCommand, { type: 'MoveAlias' }>, model: Registered): ModelFact[] | Refusal {
  if (!Alias.safeParse(alias).success) return refuse('alias-invalid', undefined, 'alias');
  const from = model.aliases.get(alias) ?? null;
  if (from === version) return refuse('alias-there', { version, alias }, 'version');
  return standing(model, version) ?? [{ type: 'AliasMoved', data: { model: id, alias, version, from } }];
}

function decide(c: ModelCommand, registry: Registry): ModelFact[] | Refusal {
  if (c.type === 'RegisterVersion') return register(c, registry);
  const model = registry.get(c.model);
  if (!model) return refuse('model-unknown');
  switch (c.type) {
    case 'DeriveVersion': return derive(c, model);
    case 'MoveAlias': return move(c, model);
    case 'RemoveAlias': {
      const version = model.aliases.get(c.alias);
      return version === undefined ? refuse('alias-unknown', { alias: c.alias }) : [{ type: 'AliasRemoved', data: { model: c.model, alias: c.alias, version } }];
    }
    case 'RetireVersion': return retire(c, model);
  }
}

/** Named models, their versions counted from 1, and the names that point at them, in the company's ledger. */
export const modelDecider: Decider<ModelCommand, Registry, ModelFact> = { name: 'models', initial: new Map(), evolve, decide };
