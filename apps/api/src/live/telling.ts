import type { ServerResponse } from 'node:http';

/** What a screen may leave unread, in bytes, beyond what its connection holds: some hundred notices. */
const MOST_UNREAD = 64 * 1024;

/** Writes to an open screen. One that does not read is dropped, so that it costs no memory; when it comes back it is told what it missed. */
export const teller = (screen: Pick<ServerResponse, 'write' | 'writableLength' | 'destroy'>) => (text: string): void => {
  screen.write(text);
  if (screen.writableLength > MOST_UNREAD) screen.destroy();
};
