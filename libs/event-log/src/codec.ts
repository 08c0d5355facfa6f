import { type Fact, type FactMeta, lift, type Recorded } from '@capstan/kernel';
import { canonicalJson } from './canonical.ts';
import { chainHash, type StreamHead } from './chain.ts';
import { eventId } from './event-id.ts';
import type { NewEvent, StoredEvent } from './port.ts';
import type { FactRegistry, RegisteredFact } from './registry.ts';
import { isSealed, type KeyRing, seal, type Sealed, unseal } from './sealing.ts';

/** Who records what, when and why: everything about a fact that is not the fact. */
export interface Envelope {
  readonly stream: string;
  /** Where the stream stands now; `EMPTY_STREAM` for a new one. */
  readonly head: StreamHead;
  readonly company: string;
  readonly actor: string;
  /** ISO instant. */
  readonly at: string;
  readonly command: string;
  /** What made this happen; the command itself unless a policy says which event. */
  readonly causation?: string;
  readonly correlation?: string;
}

export interface Encoded { readonly events: NewEvent[]; readonly head: StreamHead }

/** A recorded fact as read. `opaque`: written by a newer version (unknown type or newer schema), data as it is stored. */
export type LedgerFact = Recorded & { readonly opaque?: true; /** Fields that are sealed in the log; null where the person is erased. */ readonly personal?: readonly string[] };

export interface LedgerCodec {
  readonly registry: FactRegistry;
  readonly keys: KeyRing;
  /** Facts as events to append: checked, sealed, chained. Rejects on a fact that its own schema does not allow. */
  readonly encode: (facts: readonly Fact[], envelope: Envelope) => Promise<Encoded>;
  /** An event as a fact of today's shape; an erased personal field is null. Never throws for facts it does not know. */
  readonly decode: (stored: StoredEvent) => LedgerFact;
}

export function ledgerCodec({ registry, keys }: { registry: FactRegistry; keys: KeyRing }): LedgerCodec {
  return { registry, keys, encode: (facts, envelope) => encode(registry, keys, facts, envelope), decode: (stored) => decode(registry, keys, stored) };
}

async function encode(registry: FactRegistry, keys: KeyRing, facts: readonly Fact[], envelope: Envelope): Promise<Encoded> {
  const known = facts.map((fact) => ({ fact, ...registered(registry, fact), data: checked(registered(registry, fact), fact) }));
  const people = known.flatMap(({ personal, data }) => personal.filter(({ field }) => isThere(data[field])).map(({ of }) => personOf(data, of)));
  const ring = people.length > 0 ? await keys.obtain(envelope.company, [...new Set(people)]) : new Map<string, Uint8Array | null>();
  let head = envelope.head;
  const events = known.map(({ fact, type, personal, data }, index) => {
    const id = eventId(envelope.command, envelope.stream, index);
    const sealed = personal.length > 0 ? sealFields(ring, id, personal, data) : data;
    const event = { id, stream: envelope.stream, revision: head.revision + 1, type: type.type, data: canonicalJson(sealed) };
    const meta = metaOf(envelope, fact, type.version);
    head = { revision: event.revision, hash: chainHash(head.hash, event, meta) };
    return { id, type: event.type, data: event.data, meta: canonicalJson({ ...meta, hash: head.hash }) };
  });
  return { events, head };
}

function registered(registry: FactRegistry, fact: Fact): RegisteredFact {
  const found = registry.get(fact.type);
  if (!found) throw new Error(`${fact.type} is not a registered fact type`);
  return found;
}

type Fields = Record<string, unknown>;

function checked({ type }: RegisteredFact, fact: Fact): Fields {
  const parsed = type.data.safeParse(fact.data);
  if (!parsed.success) throw new Error(`${fact.type} does not fit its own schema: ${parsed.error.message}`);
  return parsed.data as Fields;
}

const isThere = (value: unknown) => value !== null && value !== undefined;

function personOf(data: Fields, of: string): string {
  const person = data[of];
  if (typeof person !== 'string' || person === '') throw new Error(`a personal field needs the id of its person in ${of}`);
  return person;
}

function sealFields(ring: ReadonlyMap<string, Uint8Array | null>, id: string, personal: RegisteredFact['personal'], data: Fields): Fields {
  const sealed = { ...data };
  for (const { field, of } of personal) {
    if (!isThere(data[field])) continue;
    const person = personOf(data, of);
    const key = ring.get(person);
    sealed[field] = key ? seal(key, person, `${id}/${field}`, data[field]) : null;
  }
  return sealed;
}

const metaOf = (envelope: Envelope, fact: Fact, schema: number): Omit<FactMeta, 'hash'> => {
  const causation = envelope.causation ?? envelope.command;
  return {
    company: envelope.company, actor: envelope.actor, at: envelope.at, effective: fact.effective ?? envelope.at.slice(0, 10),
    command: envelope.command, causation, correlation: envelope.correlation ?? causation, schema,
  };
};

function decode(registry: FactRegistry, keys: KeyRing, stored: StoredEvent): LedgerFact {
  const { id, stream, revision, position, type } = stored;
  const meta = JSON.parse(stored.meta) as FactMeta;
  const data = JSON.parse(stored.data) as unknown;
  const known = registry.get(type);
  if (!known || meta.schema > known.type.version) return { id, stream, revision, position, type, data, meta, opaque: true };
  if (!stored.data.includes('"$sealed"')) return { id, stream, revision, position, type, data: lifted(known, meta, data), meta };
  const sealed = Object.entries(data as Fields).flatMap(([field, value]) => (isSealed(value) ? [field] : []));
  const personal = [...new Set([...sealed, ...known.personal.map(({ field }) => field)])];
  return { id, stream, revision, position, type, data: lifted(known, meta, unsealFields(keys, meta.company, id, data as Fields)), meta, personal };
}

const lifted = ({ type }: RegisteredFact, meta: FactMeta, data: unknown): unknown => (meta.schema === type.version ? data : lift(type, meta.schema, data));

/** Boxes say themselves whose they are, so facts of older shapes open before they are lifted. */
const unsealFields = (keys: KeyRing, company: string, id: string, data: Fields): Fields =>
  Object.fromEntries(Object.entries(data).map(([field, value]) => [field, isSealed(value) ? unsealOne(keys, company, `${id}/${field}`, value) : value]));

function unsealOne(keys: KeyRing, company: string, place: string, sealed: Sealed): unknown {
  const key = keys.find(company, sealed.of);
  return key ? unseal(key, place, sealed) : null;
}
