import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openViews, type SqliteViews } from '@capstan/event-log';

const SCHEMA = 'CREATE TABLE IF NOT EXISTS log_place (place TEXT NOT NULL)';
const IN_THIS_FOLDER = 'this folder';

/** A log's address without what signs in to it, as a hash: the file is no place for a server's name either. */
const placeOf = (address: string | undefined) => (address === undefined ? IN_THIS_FOLDER : createHash('sha256').update(address.replace(/\/\/[^/]*@/, '//')).digest('hex'));

/**
 * Opens this node's read models. Their checkpoints are places in one log and mean nothing in another: after a move to
 * another address the file is made anew.
 */
export function localViews(data: string, address: string | undefined): SqliteViews {
  const file = join(data, 'views.db');
  const views = openViews(file);
  views.exec(SCHEMA);
  const place = placeOf(address);
  const known = views.get<{ place: string }>('SELECT place FROM log_place')?.place;
  if (known === place) return views;
  const fresh = known === undefined && (place === IN_THIS_FOLDER || isEmpty(views)) ? views : madeAnew(views, file);
  fresh.run('INSERT INTO log_place VALUES (?)', place);
  return fresh;
}

const isEmpty = (views: SqliteViews) => views.get("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'projection'") === undefined;

function madeAnew(views: SqliteViews, file: string): SqliteViews {
  views.close();
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  const fresh = openViews(file);
  fresh.exec(SCHEMA);
  return fresh;
}
