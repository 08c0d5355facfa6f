import { createHash } from 'node:crypto';
import type { Track } from './playing.ts';
import type { SqliteViews } from './sqlite/views.ts';
import type { ReadModel } from './views.ts';

const SCHEMA = `CREATE TABLE IF NOT EXISTS projection (
  name TEXT PRIMARY KEY, version INTEGER NOT NULL, schema TEXT NOT NULL, tables TEXT NOT NULL, position TEXT) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS policy_progress (name TEXT PRIMARY KEY, position TEXT) STRICT, WITHOUT ROWID;`;

interface Row { name: string; version: number; schema: string; tables: string; position: string | null }

const schemaOf = (model: ReadModel) => createHash('sha256').update(model.schema).digest('hex');

/** Makes the tables of these models ready: kept where nothing changed, dropped and empty where version or schema did. */
export function openTracks(views: SqliteViews, models: readonly ReadModel[]): Track[] {
  views.exec(SCHEMA);
  return views.transaction(() => {
    const known = new Map(views.all<Row>('SELECT * FROM projection').map((row) => [row.name, row]));
    for (const row of known.values()) if (!models.some(({ name }) => name === row.name)) drop(views, row);
    for (const model of models) {
      const row = known.get(model.name);
      if (row && (row.version !== model.version || row.schema !== schemaOf(model))) drop(views, row);
    }
    return models.map((model) => ({ model, position: ready(views, model) }));
  });
}

function drop(views: SqliteViews, row: Row): void {
  for (const table of JSON.parse(row.tables) as string[]) views.exec(`DROP TABLE IF EXISTS "${table}"`);
  views.run('DELETE FROM projection WHERE name = ?', row.name);
}

/** The model's checkpoint, its tables made first if it has none. */
function ready(views: SqliteViews, model: ReadModel): string | undefined {
  const row = views.get<Row>('SELECT * FROM projection WHERE name = ?', model.name);
  if (row) return row.position ?? undefined;
  for (const table of model.tables) views.exec(`DROP TABLE IF EXISTS "${table}"`);
  views.exec(model.schema);
  views.run('INSERT INTO projection (name, version, schema, tables) VALUES (?, ?, ?, ?)', model.name, model.version, schemaOf(model), JSON.stringify(model.tables));
  return undefined;
}

/** Writes the checkpoints, inside the transaction that wrote the rows. */
export function saveTracks(views: SqliteViews, tracks: readonly Track[]): void {
  for (const { model, position } of tracks) views.run('UPDATE projection SET position = ? WHERE name = ?', position ?? null, model.name);
}

/** Empties the tables of these tracks and sets them back to the beginning. */
export function resetTracks(views: SqliteViews, tracks: readonly Track[]): void {
  views.transaction(() => {
    for (const track of tracks) {
      const row = views.get<Row>('SELECT * FROM projection WHERE name = ?', track.model.name);
      if (row) drop(views, row);
      track.position = ready(views, track.model);
      delete track.stopped;
    }
  });
}

export function policyPosition(views: SqliteViews, name: string): string | undefined {
  views.exec(SCHEMA);
  return views.get<{ position: string | null }>('SELECT position FROM policy_progress WHERE name = ?', name)?.position ?? undefined;
}

export const savePolicyPosition = (views: SqliteViews, name: string, position: string): void =>
  views.run('INSERT INTO policy_progress (name, position) VALUES (?, ?) ON CONFLICT DO UPDATE SET position = excluded.position', name, position);
