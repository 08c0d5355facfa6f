import { Day, fact, type FactOf, id, Label, personal } from '@capstan/kernel';
import { z } from 'zod';

export const ImportId = id('import');

/** The facts that an import leaves beside those of the cap table: which package it was, and every object of it, word for word. */
export const ocfFacts = [
  fact('CapTableImported', z.object({
    import: ImportId, format: z.enum(['ocf', 'csv']), hash: z.string().describe('of the content'), importedOn: Day, version: z.string().optional(), issuer: z.string().max(400).optional(), asOf: Day.optional(),
    files: z.array(z.object({ name: z.string(), objects: z.number().int() })), facts: z.number().int().describe('facts of the cap table that follow'),
    recorded: z.number().int().describe('objects that became facts'), stated: z.number().int().describe('objects that have no counterpart here and are kept as they are'),
  })),
  fact('OcfObjectsKept', z.object({ import: ImportId, file: z.string(), fileType: z.string(), objects: z.array(z.unknown()) })),
  fact('StakeholderKept', z.object({ import: ImportId, holder: id('holder'), holderName: Label, stakeholder: z.string(), stated: personal(z.string(), 'holder') })),
] as const;
export type OcfFact = FactOf<typeof ocfFacts>;
