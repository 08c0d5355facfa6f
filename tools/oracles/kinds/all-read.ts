import type { Shaped } from '../case.ts';
import type { Engine } from '../engines.ts';

/** Fields that only describe a case: they go into no formula. */
const descriptions = new Set(['name', 'title', 'label', 'labels', 'description', 'note', 'comment', 'source', 'url', 'model', 'gpu', 'unit', 'units', 'currency', 'company', 'alternatives']);

type Reads = Map<object, Set<string>>;

/** The same value, which remembers the fields that were read of each table in it. */
function watched<T>(value: T, reads: Reads): T {
  if (typeof value !== 'object' || value === null) return value;
  const seen = new Set<string>();
  reads.set(value, seen);
  const within = new Map<PropertyKey, unknown>();
  return new Proxy(value, {
    get(of, key, self) {
      if (typeof key === 'string') seen.add(key);
      if (!Object.hasOwn(of, key)) return Reflect.get(of, key, self) as unknown;
      if (!within.has(key)) within.set(key, watched(Reflect.get(of, key, of), reads));
      return within.get(key);
    },
  });
}

/** The paths of the fields that nobody read. Entries of lists need not be read, tables in them whole. */
function unread(value: unknown, reads: Reads, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const seen = reads.get(value);
  return Object.entries(value).flatMap(([key, below]) => {
    const at = path === '' ? key : `${path}.${key}`;
    const passedOver = !Array.isArray(value) && seen?.has(key) !== true && !descriptions.has(key) && below !== null;
    return passedOver ? [at] : unread(below, reads, at);
  });
}

/** Engines that read all of their input: a field that a mapping does not know is a refusal, never passed over. */
export const allRead = (kinds: Readonly<Record<string, Engine>>): Readonly<Record<string, Engine>> =>
  Object.fromEntries(Object.entries(kinds).map(([kind, engine]) => [kind, async (one) => {
    const reads: Reads = new Map();
    const figure = await engine({ ...one, input: watched<Shaped>(one.input, reads) });
    const missed = unread(one.input, reads);
    if (missed.length > 0) throw new Error(`not read: ${missed.join(', ')}`);
    return figure;
  }]));
