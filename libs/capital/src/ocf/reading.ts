import type { z } from 'zod';
import { fileKinds, isKind, type ObjectKind, objectKinds } from './kinds.ts';
import { type Manifest, manifestIn } from './manifest.ts';
import { type OcfProblem, problem, schemaProblems } from './problems.ts';
import { dangling, type Index, outside } from './references.ts';

export type Shaped = Readonly<Record<string, unknown>>;

/** One object as the package states it; `value` is untouched. */
export interface OcfObject { readonly file: string; readonly type: ObjectKind; readonly id: string; readonly value: Shaped }

/** A package after reading: what holds together, what does not and why. Objects are in the order of the files. */
export interface OcfReading {
  readonly manifest: Manifest;
  readonly objects: readonly OcfObject[];
  readonly index: Index;
  readonly problems: readonly OcfProblem[];
  /** What the package leaves out, and what is done about it. */
  readonly notes: readonly OcfProblem[];
}
export interface Unreadable { readonly manifest: null; readonly problems: readonly OcfProblem[] }

/** More objects than any cap table has. */
export const MOST_OBJECTS = 200_000;

const isShaped = (x: unknown): x is Shaped => typeof x === 'object' && x !== null && !Array.isArray(x);

/**
 * Reads a package of the Open Cap Table Format 1.0 to 1.2: file name → parsed JSON (undefined: not JSON). Answers every
 * object as it stands, and every problem with its file, object and field: missing or unknown fields' values, numbers that are
 * none, unknown types and versions, ids that stand twice, references that lead nowhere. Nothing is guessed or left out.
 */
export function readOcf(files: ReadonlyMap<string, unknown>): OcfReading | Unreadable {
  const found = manifestIn(files);
  if (!found.manifest) return { manifest: null, problems: found.problems };
  const rows = [...files].flatMap(([file, content]) => (file === found.manifest.file ? [] : objectsIn(file, content)));
  if (rows.length > MOST_OBJECTS) return { manifest: null, problems: [{ ...problem('ocf-too-many-objects', { file: '' }), values: { most: MOST_OBJECTS } }] };
  const read = rows.map((row) => readObject(row));
  const objects = read.flatMap((one) => ('object' in one ? [one.object] : []));
  const index = indexOf(found.manifest, objects);
  return { manifest: found.manifest, objects, index, problems: [...found.problems, ...read.flatMap((one) => one.problems), ...twice(objects), ...objects.flatMap((one) => dangling(one, index))], notes: objects.flatMap((one) => outside(one, index)) };
}

interface Row { readonly file: string; readonly nth: number; readonly value: unknown; readonly problem?: OcfProblem }

function objectsIn(file: string, content: unknown): Row[] {
  if (content === undefined) return [{ file, nth: 0, value: undefined, problem: problem('ocf-file-not-json', { file }) }];
  const type = isShaped(content) ? content['file_type'] : undefined;
  const items = isShaped(content) ? content['items'] : undefined;
  if (typeof type !== 'string' || !Object.hasOwn(fileKinds, type) || !Array.isArray(items)) return [{ file, nth: 0, value: undefined, problem: problem('ocf-file-type-unknown', { file, value: typeof type === 'string' ? type : '' }) }];
  return items.map((value: unknown, i) => ({ file, nth: i + 1, value }));
}

function readObject({ file, nth, value, problem: known }: Row): { problems: OcfProblem[] } | { object: OcfObject; problems: OcfProblem[] } {
  if (known) return { problems: [known] };
  const stated = isShaped(value) ? value : {};
  const id = typeof stated['id'] === 'string' && stated['id'] !== '' ? stated['id'] : `#${nth}`;
  const type = stated['object_type'];
  if (typeof type !== 'string' || !isKind(type)) return { problems: [problem('ocf-object-type-unknown', { file, object: id, field: 'object_type', value: typeof type === 'string' ? type : '' })] };
  const schema: z.ZodType = objectKinds[type];
  const parsed = schema.safeParse(value);
  return parsed.success ? { object: { file, type, id, value: stated }, problems: [] } : { problems: schemaProblems(parsed.error, value, file, id) };
}

const isIssuance = (type: string): boolean => type.endsWith('_ISSUANCE');
const securityOf = (one: OcfObject): string => one.value['security_id'] as string;

function indexOf(manifest: Manifest, objects: readonly OcfObject[]): Index {
  const [byId, securities] = [new Map<string, OcfObject>(), new Map<string, OcfObject>()];
  for (const one of objects) {
    if (!byId.has(one.id)) byId.set(one.id, one);
    if (isIssuance(one.type) && !securities.has(securityOf(one))) securities.set(securityOf(one), one);
  }
  return { issuer: manifest.issuer.id, byId, securities, plans: objects.filter((one) => one.type === 'STOCK_PLAN').length };
}

function twice(objects: readonly OcfObject[]): OcfProblem[] {
  const [ids, securities] = [new Set<string>(), new Set<string>()];
  return objects.flatMap((one) => {
    const problems: OcfProblem[] = [];
    if (ids.has(one.id)) problems.push(problem('ocf-id-duplicate', { file: one.file, object: one.id, field: 'id' }));
    ids.add(one.id);
    if (!isIssuance(one.type)) return problems;
    if (securities.has(securityOf(one))) problems.push(problem('ocf-security-twice', { file: one.file, object: one.id, field: 'security_id', value: securityOf(one) }));
    securities.add(securityOf(one));
    return problems;
  });
}
