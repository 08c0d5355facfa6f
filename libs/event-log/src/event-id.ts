import { createHash } from 'node:crypto';

/** A UUID (version 8: own hash) that the same parts always give: a retried command records the same events. */
export function deterministicId(...parts: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The id of the event that a command records at this index of its facts in this stream. */
export const eventId = (command: string, stream: string, index: number): string => deterministicId(command, stream, index);
