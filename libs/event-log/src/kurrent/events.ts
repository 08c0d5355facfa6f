import type { JSONEventData, JSONRecordedEvent, RecordedEvent } from '@kurrent/kurrentdb-client';
import { canonicalJson } from '../canonical.ts';
import { deterministicId } from '../event-id.ts';
import type { NewEvent, StoredEvent } from '../port.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * What travels beside the data. `meta` is the envelope as text inside JSON: a server may add members to the metadata
 * or spell it differently, the text stays. `text` is there only for data that is not canonical JSON.
 */
type Beside = { readonly id: string; readonly meta: string; readonly company?: string; readonly text?: string; readonly $correlationId?: string; readonly $causationId?: string };

/** The id on the server, which takes UUIDs only: ours where it is one, else one that ours always gives. */
export const kurrentId = (id: string): string => (UUID.test(id) ? id : deterministicId('kurrentdb', id));

/** An event as the server gets it: JSON that its own screens, projections and connectors can read. */
export function toKurrent({ id, type, data, meta }: NewEvent): JSONEventData {
  const value = parsed(data);
  const { company, correlation, causation } = (parsed(meta) ?? {}) as Record<string, unknown>;
  const metadata: Beside = {
    id, meta,
    ...(typeof company === 'string' && { company }),
    ...(typeof correlation === 'string' && { $correlationId: correlation }),
    ...(typeof causation === 'string' && { $causationId: causation }),
    ...(!isCanonical(value, data) && { text: data }),
  };
  return { id: kurrentId(id), contentType: 'application/json', type, data: (value ?? null) as JSONEventData['data'], metadata };
}

/** The event as it was given to `toKurrent`, byte for byte. Throws on one that is not ours. */
export function fromKurrent(event: RecordedEvent, prefix: string): StoredEvent {
  const { id, meta, text } = (event.metadata ?? {}) as Partial<Beside>;
  if (typeof id !== 'string' || typeof meta !== 'string') throw new Error(`event ${event.revision} of ${event.streamId} was not written by this product`);
  return {
    id, meta, type: event.type,
    stream: event.streamId.slice(prefix.length + 1),
    revision: Number(event.revision),
    position: positionOf(event.position),
    data: text ?? canonicalJson((event as JSONRecordedEvent).data),
  };
}

/** The company an event says it belongs to. */
export const companyOf = (event: RecordedEvent): string | undefined => (event.metadata as Partial<Beside> | undefined)?.company;

/** Positions of appended events have equal halves; a pair that differs comes from a transaction of the retired TCP protocol. */
export function positionOf(position: { commit: bigint; prepare: bigint } | undefined): string {
  if (!position || position.commit !== position.prepare) throw new Error('the server gave an event without a position of its own');
  return position.commit.toString();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isCanonical(value: unknown, text: string): boolean {
  try {
    return value !== undefined && canonicalJson(value) === text;
  } catch {
    return false;
  }
}
