/** gRPC's own codes for credentials that are wrong, or that may not do this. */
const UNAUTHENTICATED = 16;
const PERMISSION_DENIED = 7;

/** Kinds of the client's errors (`type`) that are an answer, and what they say; anything else may have been the way to the server. */
const ANSWERS: Readonly<Record<string, string>> = {
  'wrong-expected-version': 'the stream is elsewhere',
  'stream-not-found': 'there is no such stream',
  'access-denied': 'the server refuses these credentials',
  'stream-deleted': 'the stream was deleted on the server',
  'stream-tombstoned': 'the stream was deleted on the server for good',
  'invalid-argument': 'the server does not understand the request',
  unsupported: 'the server is too old for this',
  'maximum-append-size-exceeded': 'the server takes no append of this size: MaxAppendSize in its configuration is the limit (1 MiB if not set)',
  'append-record-size-exceeded': 'the server takes no event of this size: MaxAppendEventSize in its configuration is the limit',
};

export function kindOf(error: unknown): string | undefined {
  const { type, code } = (error ?? {}) as { type?: unknown; code?: unknown };
  if (code === UNAUTHENTICATED || code === PERMISSION_DENIED) return 'access-denied';
  return typeof type === 'string' ? type : undefined;
}

export const isAnswer = (error: unknown): boolean => Object.hasOwn(ANSWERS, kindOf(error) ?? '');

/** An answer of the server as a sentence: the client's own errors may be empty. Other errors stay as they are. */
export const inWords = (error: unknown): unknown => (isAnswer(error) ? new Error(`KurrentDB: ${ANSWERS[kindOf(error)!]}`, { cause: error }) : error);
