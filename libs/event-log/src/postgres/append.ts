import type pg from 'pg';
import { type Appended, IdTaken, type NewEvent, WrongRevision } from '../port.ts';

/** One append as it was asked for. */
export interface Asked { readonly stream: string; readonly expected: number; readonly events: readonly NewEvent[] }

interface Row { answer: 'all' | 'done' | 'repeated' | 'taken' | 'wrong'; at_revision: number; at_position: string; taken: string }

/** Appends a group in one round trip and one transaction; an answer or a refusal for each, in their order. */
export async function appendGroup(pool: pg.Pool, group: readonly Asked[]): Promise<(Appended | WrongRevision | IdTaken)[]> {
  const events = group.flatMap((one) => one.events);
  const { rows } = await pool.query<Row>({
    name: 'append', text: 'SELECT * FROM capstan.append($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    values: [
      group.map(({ stream }) => stream), group.map(({ expected }) => expected), group.flatMap((one, i) => one.events.map(() => i + 1)), group.flatMap((one) => one.events.map((_, i) => i + 1)),
      events.map(({ id }) => id), events.map(({ type }) => type), events.map(({ data }) => data), events.map(({ meta }) => meta), events.map(({ meta }) => companyOf(meta)),
    ],
  });
  return rows[0]!.answer === 'all' ? allDone(BigInt(rows[0]!.at_position), group) : rows.map((row, i) => answer(row, group[i]!));
}

function allDone(before: bigint, group: readonly Asked[]): Appended[] {
  let position = before;
  return group.map(({ expected, events }) => {
    position += BigInt(events.length);
    return { revision: expected + events.length, position: String(position), repeated: false };
  });
}

function answer({ answer: kind, at_revision: revision, at_position: position, taken }: Row, { stream, expected }: Asked): Appended | WrongRevision | IdTaken {
  if (kind === 'taken') return new IdTaken(taken);
  if (kind === 'wrong') return new WrongRevision(stream, expected, revision);
  return { revision, position, repeated: kind === 'repeated' };
}

/** The company is taken from the envelope here: the server's own JSON refuses U+0000, which an envelope may hold escaped. */
function companyOf(meta: string): string | null {
  const { company } = JSON.parse(meta) as { company?: unknown };
  return typeof company === 'string' ? company : null;
}
