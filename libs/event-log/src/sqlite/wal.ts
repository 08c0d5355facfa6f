import type { DatabaseSync } from 'node:sqlite';

const PAGE_BYTES = 4096;
/** Pages in the write-ahead log before a checkpoint: SQLite's own 4 MiB when appends come one by one. */
const FEW_PAGES = 1000;
/** 16 MiB when they come in crowds: index pages that are rewritten at random are folded together (a quarter more events per second). */
const MANY_PAGES = 4096;
/** From this many events in a group on it is a crowd. */
const CROWD = 64;

/**
 * Makes the log durable (WAL, full sync) and answers what to call before each group. The file is grown at once by a
 * transaction that spills and is rolled back: a sync that need not record a new file size is about twice as fast, and
 * appends one at a time feel it most.
 */
export function durableWal(db: DatabaseSync): (events: number) => void {
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  try {
    db.exec(`PRAGMA cache_size = 16; BEGIN IMMEDIATE; CREATE TABLE room (bytes BLOB); INSERT INTO room VALUES (zeroblob(${FEW_PAGES * PAGE_BYTES}))`);
  } catch {
    // a disk too full for this is told to whoever appends; reading must still work
  }
  if (db.isTransaction) db.exec('ROLLBACK');
  let pages = FEW_PAGES;
  return (events) => {
    const wanted = events >= CROWD ? MANY_PAGES : FEW_PAGES;
    if (wanted === pages) return;
    pages = wanted;
    db.exec(`PRAGMA wal_autocheckpoint = ${wanted}`);
  };
}
