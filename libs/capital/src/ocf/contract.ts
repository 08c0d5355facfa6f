import { command, Day, query } from '@capstan/kernel';
import { z } from 'zod';
import { ImportId } from './facts.ts';
import { looseEnds } from './importing/plan.ts';

const here = '/companies/:company/capital/ocf';

/** Most bytes of a package once unpacked, and of its text as it is sent. */
export const MOST_PACKAGE_BYTES = 32 * 1024 * 1024;
export const MOST_PACKAGE_FILES = 200;
const Name = z.string().min(1).max(400);

/** A package as files of text, or as a zip in base64; one of the two. */
export const PackageUpload = z.object({
  files: z.array(z.object({ name: Name, text: z.string().max(MOST_PACKAGE_BYTES) })).min(1).max(MOST_PACKAGE_FILES).optional(),
  zip: z.string().max(Math.ceil((MOST_PACKAGE_BYTES * 4) / 3)).optional().describe('base64'),
  loose: z.enum(looseEnds).default('refuse').describe('objects that do not hold together: `refuse` the package, or `keep` them word for word without any effect on the cap table'),
}).meta({ id: 'PackageUpload' });
export type PackageUpload = z.output<typeof PackageUpload>;

const Said = z.object({ path: z.string(), code: z.string(), message: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])).optional(), file: z.string(), object: z.string() });
/** Most problems and notes that a report spells out. */
export const MOST_SAID = 200;

export const PackageReport = z.object({
  version: z.string().nullable(), issuer: z.string().nullable(), asOf: Day.nullable(), files: z.array(z.object({ name: z.string(), objects: z.number().int() })), ignored: z.array(z.string()).describe('files that are no JSON: they are not read'),
  types: z.array(z.object({ type: z.string(), objects: z.number().int(), recorded: z.number().int() })).describe('per type of object: how many there are, how many become facts; the others are kept word for word'),
  facts: z.number().int(), problemCount: z.number().int(), problems: z.array(Said), notes: z.array(Said),
  after: z.object({ issued: z.number().int(), pool: z.number().int(), holders: z.number().int() }).nullable().describe('the cap table as it would be'), importedOn: Day.nullable().describe('when the same content was imported before'),
}).meta({ id: 'PackageReport' });
export type PackageReport = z.output<typeof PackageReport>;

export const PackageReceipt = z.object({ position: z.string(), revision: z.number().int(), id: ImportId, facts: z.number().int(), recorded: z.number().int(), stated: z.number().int() }).meta({ id: 'PackageReceipt' });
export const PackageExport = z.object({ name: z.string(), zip: z.string().describe('base64'), files: z.array(z.object({ name: z.string(), text: z.string() })) }).meta({ id: 'PackageExport' });

export const ocfApi = {
  checkPackage: command(`${here}/check`, { permission: 'capital:record', summary: 'What importing a package of the Open Cap Table Format would do; nothing is recorded', body: PackageUpload, answer: PackageReport, limit: 2 * MOST_PACKAGE_BYTES }),
  importPackage: command(here, { permission: 'capital:record', summary: 'Import a package of the Open Cap Table Format 1.0 to 1.2, all or nothing', body: PackageUpload, answer: PackageReceipt, limit: 2 * MOST_PACKAGE_BYTES }),
  exportPackage: query(here, { permission: 'capital:read', summary: 'The cap table as a package of the Open Cap Table Format 1.2', answer: PackageExport }),
} as const;
