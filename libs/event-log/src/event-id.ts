import { createHash } from 'node:crypto';

/** Digits of an id that its stream decides; 90 random bits are left for command and index. */
const STREAM_DIGITS = 8;

/** A UUID (version 8: own hash) that the same parts always give: a retried command records the same events. */
export function deterministicId(...parts: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * The id of the event that a command records at this index of its facts in this stream. Ids of one stream begin alike,
 * so that their entries in an index of ids are neighbours: a long append touches few pages instead of one per event.
 */
export const eventId = (command: string, stream: string, index: number): string =>
  deterministicId(stream).slice(0, STREAM_DIGITS) + deterministicId(command, stream, index).slice(STREAM_DIGITS);
