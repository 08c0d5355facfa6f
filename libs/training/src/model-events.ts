import { fact, type FactOf, id, Label, PositiveMoney } from '@capstan/kernel';
import { z } from 'zod';
import { Headline } from './events.ts';
import { Signature } from './model-signature.ts';
import { BaselineRule, DatasetKind, ModelSpec } from './model-spec.ts';
import { RunId } from './run-events.ts';

export const ModelId = id('model');
const count = z.number().int().nonnegative();
const version = z.number().int().positive();
/** `production`, `staging`, …: a name that can be moved from one version to another. */
export const Alias = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/).meta({ id: 'ModelAlias' });

/** Weights as a file named by its content. */
export const Artifact = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: count });
export type Artifact = z.infer<typeof Artifact>;

/** Which code trained it, as that process found it: a git commit, whether files differed from it, or the package's version alone. */
export const CodeVersion = z.object({ version: z.string(), commit: z.string().nullable(), changed: z.boolean().nullable() });
export type CodeVersion = z.infer<typeof CodeVersion>;

/** Where a model comes from: its run, its data by hash, its code, its seed. `code` is null for runs that did not note it. */
export const Lineage = z.object({
  run: RunId, runName: Label, dataset: z.object({ dataset: z.string(), name: z.string(), hash: z.string(), kind: DatasetKind, label: z.string().nullable() }),
  spec: ModelSpec, seed: count, code: CodeVersion.nullable(), parameters: count, cost: PositiveMoney, exactCost: z.string(), energyKwh: z.number(),
  baseline: z.object({ rule: BaselineRule, metrics: Headline }).nullable(),
});
export type Lineage = z.infer<typeof Lineage>;

/** How a version is made from another one: fewer bits for each weight, or the smallest weights at zero. */
export const Reduction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('float16') }),
  z.object({ kind: z.literal('uint8') }),
  z.object({ kind: z.literal('prune'), share: z.number().min(0.05).max(0.95).describe('of the weights of each layer') }),
]);
export type Reduction = z.infer<typeof Reduction>;

/** The facts of the registry, in the company's ledger. `from` is the version that an alias stood at before. */
export const modelFacts = [
  fact('ModelVersionRegistered', z.object({ model: ModelId, name: Label, version, artifact: Artifact, lineage: Lineage, signature: Signature, metrics: Headline, backend: z.string(), note: z.string() })),
  fact('ModelVersionDerived', z.object({ model: ModelId, version, parent: version, how: Reduction, artifact: Artifact, metrics: Headline, backend: z.string() })),
  fact('AliasMoved', z.object({ model: ModelId, alias: Alias, version, from: version.nullable() })),
  fact('AliasRemoved', z.object({ model: ModelId, alias: Alias, version })),
  fact('ModelVersionRetired', z.object({ model: ModelId, version, reason: z.string() })),
] as const;
export type ModelFact = FactOf<typeof modelFacts>;
