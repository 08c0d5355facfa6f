import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';
import { ChainWalk } from './chain.ts';
import { type EventLog, NO_STREAM, type StoredEvent } from './port.ts';
import type { KeyRing, PersonKey } from './sealing.ts';

/**
 * One company as a file of JSON lines: a header, its events in log order, a section with the keys of its people, and
 * a closing SHA-256 over all bytes before it. Nothing in it depends on when or where it was exported, so an imported
 * company exports to the same bytes. See docs/decisions/company-file.md for why the keys travel in it.
 */
const FORMAT = 'capstan-company';
const VERSION = 1;
const PAGE = 500;

type FileEvent = Pick<StoredEvent, 'id' | 'stream' | 'revision' | 'type' | 'data' | 'meta'>;
type Line =
  | { kind: 'header'; format: string; version: number; company: string }
  | { kind: 'event'; event: FileEvent }
  | { kind: 'section'; name: 'personal-keys' }
  | { kind: 'personal-key'; person: string; key: string | null }
  | { kind: 'end'; events: number; sha256: string };

const lineOf = (line: Line): string => `${canonicalJson(line)}\n`;

/** The lines of the file, each with its line end. Throws when the company has no events or its chain is broken. */
export async function* exportCompany(log: EventLog, keys: KeyRing, company: string): AsyncGenerator<string> {
  const sum = createHash('sha256');
  const walk = new ChainWalk();
  const summed = (line: Line) => {
    const text = lineOf(line);
    sum.update(text);
    return text;
  };
  let [after, events]: [string | undefined, number] = [undefined, 0];
  for (;;) {
    const page: StoredEvent[] = await log.readCompany(company, after, PAGE);
    const broken = walk.step(page);
    if (broken) throw new Error(`the chain of ${broken.stream} is broken at revision ${broken.revision}: ${broken.reason}`);
    if (page.length === 0) break;
    if (after === undefined) yield summed({ kind: 'header', format: FORMAT, version: VERSION, company });
    for (const { id, stream, revision, type, data, meta } of page) yield summed({ kind: 'event', event: { id, stream, revision, type, data, meta } });
    events += page.length;
    after = page.at(-1)!.position;
  }
  if (events === 0) throw new Error(`there is no company ${company} in this ledger`);
  yield summed({ kind: 'section', name: 'personal-keys' });
  for (const key of await keys.all(company)) yield summed({ kind: 'personal-key', ...key });
  yield lineOf({ kind: 'end', events, sha256: sum.digest('hex') });
}

export interface Imported { readonly company: string; readonly events: number; /** Events that were there already: an import that was cut off goes on where it stopped. */ readonly repeated: number }

/**
 * Reads a company file twice: first all of it is checked (form, checksum, chains, and that nothing else is recorded
 * under its streams), then it is appended. Throws with the line and the reason before anything is written.
 */
export async function importCompany(log: EventLog, keys: KeyRing, lines: () => AsyncIterable<string>): Promise<Imported> {
  const { company, people, there } = await checkFile(log, lines());
  await keys.adopt(company, people);
  let [run, repeated, events]: [FileEvent[], number, number] = [[], 0, 0];
  const flush = async () => {
    const fresh = run.filter(({ stream, revision }) => revision > (there.get(stream) ?? NO_STREAM));
    if (fresh[0]) await log.append(fresh[0].stream, fresh[0].revision - 1, fresh);
    repeated += run.length - fresh.length;
    run = [];
  };
  for await (const text of lines()) {
    const line = JSON.parse(text) as Line;
    if (line.kind !== 'event') continue;
    if (run.length === PAGE || (run[0] && run[0].stream !== line.event.stream)) await flush();
    run.push(line.event);
    events += 1;
  }
  await flush();
  return { company, events, repeated };
}

interface Checked { company: string; people: PersonKey[]; /** Streams that are here already, up to which revision. */ there: Map<string, number> }

async function checkFile(log: EventLog, lines: AsyncIterable<string>): Promise<Checked> {
  const sum = createHash('sha256');
  const walk = new ChainWalk();
  const present = new Present(log);
  const people: PersonKey[] = [];
  let [number, company, events, ended]: [number, string | undefined, number, boolean] = [0, undefined, 0, false];
  const wrong = (reason: string): never => { throw new Error(`line ${number}: ${reason}`); };
  for await (const text of lines) {
    number += 1;
    const line = parse(text) ?? wrong('not a line of a company file');
    if (ended) wrong('something follows the checksum');
    if (number === 1 && (line.kind !== 'header' || line.format !== FORMAT)) wrong('not a Capstan company file');
    if (line.kind === 'end') {
      if (line.events !== events || line.sha256 !== sum.digest('hex')) wrong('the checksum differs: the file was cut or changed');
      ended = true;
      continue;
    }
    sum.update(`${text}\n`);
    if (line.kind === 'header') company = line.version === VERSION ? line.company : wrong(`version ${line.version} of the format is not known here`);
    if (line.kind === 'personal-key') people.push({ person: line.person, key: line.key });
    if (line.kind === 'event') {
      checkEvent(walk, company!, line.event, wrong);
      if (!(await present.agrees(line.event))) wrong(`${line.event.stream} holds something else already`);
      events += 1;
    }
  }
  if (!ended) wrong('the file ends before its checksum');
  return { company: company!, people, there: present.heads };
}

function checkEvent(walk: ChainWalk, company: string, event: FileEvent, wrong: (reason: string) => never): void {
  const broken = walk.step([{ ...event, position: '0' }]);
  if (broken) wrong(`the chain of ${broken.stream} is broken at revision ${broken.revision}: ${broken.reason}`);
  if ((JSON.parse(event.meta) as { company: string }).company !== company) wrong('an event of another company');
}

/** What the log holds already under the streams of a file: an import that was cut off, or somebody else's events. */
class Present {
  readonly heads = new Map<string, number>();
  readonly #ended = new Set<string>();
  readonly #log: EventLog;
  constructor(log: EventLog) { this.#log = log; }

  /** True when the log has this very event in its place, or nothing there yet. */
  async agrees(event: FileEvent): Promise<boolean> {
    if (this.#ended.has(event.stream)) return true;
    const [there] = await this.#log.read(event.stream, event.revision, 1);
    if (there) this.heads.set(event.stream, event.revision);
    else this.#ended.add(event.stream);
    return !there || (there.id === event.id && there.meta === event.meta);
  }
}

function parse(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}
