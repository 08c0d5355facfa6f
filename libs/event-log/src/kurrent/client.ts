import type { KurrentDBClient } from '@kurrent/kurrentdb-client';

/**
 * The way to the server. Reading goes through a native addon whose client may never recover: when the server was away
 * as it first connected, or a cluster lost the node it knew (both seen in @kurrent/bridge 0.2.2). So a reader that
 * failed before it ever answered, or twice running, is replaced.
 */
export class Connection {
  /** Writes and subscriptions; finds new nodes by itself. */
  readonly writer: KurrentDBClient;
  reader: KurrentDBClient;
  /** Every stream of this ledger is `<prefix>.<stream>` on the server: several ledgers, and other applications, share one. */
  readonly prefix: string;
  readonly #open: () => KurrentDBClient;
  /** The reader has answered since it last failed. */
  #trusted = false;

  constructor(open: () => KurrentDBClient, prefix: string) {
    this.#open = open;
    this.prefix = prefix;
    this.writer = open();
    this.reader = open();
  }

  /** A reading went well. */
  prove(reader: KurrentDBClient): void { if (reader === this.reader) this.#trusted = true; }

  /** A reading failed, or never ended (`silent`). */
  doubt(reader: KurrentDBClient, silent: boolean): void {
    if (reader !== this.reader) return;
    if (silent || !this.#trusted) this.reader = this.#open();
    this.#trusted = false;
  }
}

const OWN_OPTION = /([?&])streamPrefix=([^&]*)&?/;
const PREFIX = /^[A-Za-z0-9_]+$/;
const DEFAULT_PREFIX = 'capstan';

/** The client's own connection string, and our `streamPrefix`, which the client does not know. */
export function readAddress(address: string): { connection: string; prefix: string } {
  const prefix = OWN_OPTION.exec(address)?.[2] ?? DEFAULT_PREFIX;
  if (!PREFIX.test(prefix)) throw new TypeError('streamPrefix takes letters, digits and _ only');
  const connection = address.replace(OWN_OPTION, '$1').replace(/[?&]$/, '');
  return { connection, prefix };
}

/**
 * Connects the official client, loaded here and nowhere else. Nodes, TLS and credentials come from the connection
 * string, which no error message repeats: it holds a password.
 */
export async function connect(address: string): Promise<Connection> {
  const { connection, prefix } = readAddress(address);
  const { KurrentDBClient } = await import('@kurrent/kurrentdb-client').catch((cause: unknown) => {
    throw new Error('a kurrentdb:// address needs the optional package @kurrent/kurrentdb-client: run npm install without --omit=optional', { cause });
  });
  try {
    return new Connection(() => KurrentDBClient.connectionString(connection), prefix);
  } catch (error) {
    // the client quotes the part of the string that it could not read
    const at = (error as { location?: [number, number] }).location?.[0];
    // oxlint-disable-next-line preserve-caught-error -- it carries the whole connection string
    throw new TypeError(at === undefined ? `the kurrentdb:// address cannot be used: ${withoutSecrets(error, connection)}` : `the kurrentdb:// address cannot be read from character ${at} on`);
  }
}

function withoutSecrets(error: unknown, connection: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const secret = /:\/\/(?:([^:@/]+):([^@]+)@)?/.exec(connection)?.[2];
  return secret === undefined ? message : message.replaceAll(secret, '…');
}
