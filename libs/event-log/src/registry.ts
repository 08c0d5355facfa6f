import { type FactType, type PersonalField, personalFields } from '@capstan/kernel';

export interface RegisteredFact { readonly type: FactType; readonly personal: readonly PersonalField[] }

/** The fact types this version of the product knows, by name. */
export type FactRegistry = ReadonlyMap<string, RegisteredFact>;

/** Throws when two contexts use the same name: a fact must mean one thing in the whole ledger. */
export function factRegistry(types: readonly FactType[]): FactRegistry {
  const registry = new Map<string, RegisteredFact>();
  for (const type of types) {
    if (registry.has(type.type)) throw new Error(`the fact type ${type.type} is declared twice`);
    registry.set(type.type, { type, personal: personalFields(type) });
  }
  return registry;
}
