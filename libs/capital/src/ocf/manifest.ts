import { z } from 'zod';
import { fileKinds } from './kinds.ts';
import { Issuer } from './objects/holders-and-classes.ts';
import { OcfDay, Text } from './primitives.ts';
import { type OcfProblem, problem, schemaProblems } from './problems.ts';

const Files = z.array(z.looseObject({ filepath: Text, md5: Text.optional() })).optional();
const shape = Object.fromEntries(Object.values(fileKinds).map((list) => [list, Files])) as Record<(typeof fileKinds)[keyof typeof fileKinds], typeof Files>;
const OcfManifest = z.looseObject({ file_type: z.literal('OCF_MANIFEST_FILE'), ocf_version: Text, issuer: Issuer, as_of: OcfDay, generated_at: Text, comments: z.array(Text).optional(), ...shape });

/** The manifest of a package; `stated` is the whole of it, untouched. */
export interface Manifest {
  readonly file: string;
  readonly version: string;
  readonly asOf: string;
  readonly issuer: { readonly id: string; readonly legal_name: string };
  readonly stated: Readonly<Record<string, unknown>>;
}
type Found = { readonly manifest: Manifest; readonly problems: OcfProblem[] } | { readonly manifest: null; readonly problems: OcfProblem[] };

const KNOWN_VERSION = /^1\.[0-2]\.\d+(?:[-+].*)?$/;
const isManifest = (content: unknown): boolean => typeof content === 'object' && content !== null && (content as { file_type?: unknown }).file_type === 'OCF_MANIFEST_FILE';
/** `./StockClasses.ocf.json` is the file of that name. */
const nameOf = (filepath: string): string => filepath.replace(/^\.\//, '');

/** The one manifest among the files, and what is wrong with it. Checksums are not compared: published packages carry stale ones. */
export function manifestIn(files: ReadonlyMap<string, unknown>): Found {
  const [first, second] = [...files].filter(([, content]) => isManifest(content));
  if (!first) return { manifest: null, problems: [problem('ocf-manifest-missing', { file: '' })] };
  if (second) return { manifest: null, problems: [problem('ocf-manifest-twice', { file: second[0] })] };
  const [file, content] = first;
  const parsed = OcfManifest.safeParse(content);
  if (!parsed.success) return { manifest: null, problems: schemaProblems(parsed.error, content, file, 'manifest') };
  const { ocf_version: version, as_of: asOf, issuer } = parsed.data;
  if (!KNOWN_VERSION.test(version)) return { manifest: null, problems: [problem('ocf-version-unknown', { file, object: 'manifest', field: 'ocf_version', value: version })] };
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
  const missing = Object.values(fileKinds).flatMap((list) => (parsed.data[list] ?? []).filter(({ filepath }) => !files.has(folder + nameOf(filepath))).map(({ filepath }) => problem('ocf-file-missing', { file, object: 'manifest', field: list, value: filepath })));
  return { manifest: { file, version, asOf, issuer: { id: issuer.id, legal_name: issuer.legal_name }, stated: content as Manifest['stated'] }, problems: missing };
}
