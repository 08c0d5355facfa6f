import type pg from 'pg';

/** Everything of ours in a database stands in this schema. */
export const SCHEMA = 'capstan';
/** The advisory lock (per database) that appends take in turn. "capstan" in ASCII. */
export const APPEND_LOCK = '27972150297780590';
const MIGRATION_LOCK = '27972150297780591';
/** Channel on which each commit to the log is announced. */
export const NEWS = 'capstan_event';

const EVENTS = `
  CREATE TABLE capstan.event (
    position bigint PRIMARY KEY, stream text COLLATE "C" NOT NULL, revision integer NOT NULL, id text COLLATE "C" NOT NULL UNIQUE,
    type text NOT NULL, data text NOT NULL, meta text NOT NULL, company text COLLATE "C",
    UNIQUE (stream, revision));
  CREATE INDEX event_company ON capstan.event (company, position);
  CREATE FUNCTION capstan.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$;
  CREATE TRIGGER event_never_changes BEFORE UPDATE OR DELETE ON capstan.event FOR EACH ROW EXECUTE FUNCTION capstan.refuse_change();
  CREATE TRIGGER event_never_goes BEFORE TRUNCATE ON capstan.event FOR EACH STATEMENT EXECUTE FUNCTION capstan.refuse_change();`;

/**
 * Appends a group, each append checked on its own, in one transaction. The lock is taken before the first look at the
 * table and held until the commit is visible (PostgreSQL gives locks back after that), so positions become visible in
 * their order and none is ever missing in between. A refusal writes nothing and lets the others of the group go on. A connection keeps
 * its plans, and one made while the table is small would read all of it later: hence the settings. The usual group
 * (each stream once, nothing refused) goes in as one insert and answers one row, `all`, with the position before it.
 */
const APPEND = `
  CREATE FUNCTION capstan.append(streams text[], expected integer[], numbers integer[], places integer[], ids text[], types text[], datas text[], metas text[], companies text[])
  RETURNS TABLE (answer text, at_revision integer, at_position bigint, taken text) LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
  DECLARE asked record; head integer; there integer; last bigint; began bigint; known record;
  BEGIN
    PERFORM pg_advisory_xact_lock(${APPEND_LOCK});
    SELECT coalesce(max(e.position), 0) INTO last FROM capstan.event e;
    IF (SELECT count(DISTINCT a.stream) FROM unnest(streams) a(stream)) = cardinality(streams)
      AND NOT EXISTS (SELECT FROM capstan.event e WHERE e.id = ANY (ids))
      AND NOT EXISTS (SELECT FROM unnest(streams, expected) a(stream, expected)
        WHERE coalesce((SELECT e.revision FROM capstan.event e WHERE e.stream = a.stream ORDER BY e.revision DESC LIMIT 1), -1) <> a.expected)
    THEN
      INSERT INTO capstan.event (position, stream, revision, id, type, data, meta, company)
      SELECT last + w.o, streams[w.n], expected[w.n] + w.place, w.id, w.type, w.data, w.meta, w.company
      FROM unnest(numbers, places, ids, types, datas, metas, companies) WITH ORDINALITY w(n, place, id, type, data, meta, company, o);
      PERFORM pg_notify('${NEWS}', (last + cardinality(ids))::text);
      answer := 'all'; at_position := last;
      RETURN NEXT;
      RETURN;
    END IF;
    began := last;
    FOR asked IN
      SELECT a.stream, a.expected, g.* FROM unnest(streams, expected) WITH ORDINALITY a(stream, expected, n) JOIN (
        SELECT e.n, count(*)::integer AS size, array_agg(e.id ORDER BY e.o) AS ids, array_agg(e.type ORDER BY e.o) AS types,
          array_agg(e.data ORDER BY e.o) AS datas, array_agg(e.meta ORDER BY e.o) AS metas, array_agg(e.company ORDER BY e.o) AS companies
        FROM unnest(numbers, ids, types, datas, metas, companies) WITH ORDINALITY e(n, id, type, data, meta, company, o) GROUP BY e.n) g ON g.n = a.n ORDER BY a.n
    LOOP
      SELECT coalesce((SELECT e.revision FROM capstan.event e WHERE e.stream = asked.stream ORDER BY e.revision DESC LIMIT 1), -1),
        (SELECT count(*) FROM capstan.event e WHERE e.id = ANY (asked.ids)) INTO head, there;
      answer := NULL; at_revision := head; at_position := NULL; taken := NULL;
      IF there > 0 THEN
        SELECT count(*) FILTER (WHERE e.stream = asked.stream) AS found, min(e.revision - w.o) AS low, max(e.revision - w.o) AS high,
          max(e.revision) AS revision, max(e.position) AS position, (array_agg(w.id ORDER BY w.o))[1] AS first INTO known
        FROM unnest(asked.ids) WITH ORDINALITY w(id, o) JOIN capstan.event e ON e.id = w.id;
        IF known.found = asked.size AND known.low = known.high THEN
          answer := 'repeated'; at_revision := known.revision; at_position := known.position;
        ELSE
          answer := 'taken'; taken := known.first;
        END IF;
      ELSIF head <> asked.expected THEN
        answer := 'wrong';
      ELSE
        INSERT INTO capstan.event (position, stream, revision, id, type, data, meta, company)
        SELECT last + w.o, asked.stream, head + w.o, w.id, w.type, w.data, w.meta, w.company
        FROM unnest(asked.ids, asked.types, asked.datas, asked.metas, asked.companies) WITH ORDINALITY w(id, type, data, meta, company, o);
        last := last + asked.size;
        answer := 'done'; at_revision := head + asked.size; at_position := last;
      END IF;
      RETURN NEXT;
    END LOOP;
    IF last > began THEN PERFORM pg_notify('${NEWS}', last::text); END IF;
  END $$;`;

const KEYS = `
  CREATE TABLE capstan.person_key (company text COLLATE "C" NOT NULL, person text COLLATE "C" NOT NULL, key bytea, PRIMARY KEY (company, person))`;

/** In order; what was released is never edited, only followed. */
const MIGRATIONS: readonly string[] = [EVENTS + APPEND, KEYS];

/** Brings the tables up to date, one process at a time. Rejects when a newer version has been here, or the database cannot hold Unicode or answers before it is safe on disk. */
export async function migrate(client: pg.ClientBase): Promise<void> {
  const encoding = await settingIn(client, 'server_encoding');
  if (encoding !== 'UTF8') throw new Error(`the database is encoded in ${encoding}; the ledger needs UTF8`);
  if ((await settingIn(client, 'synchronous_commit')) === 'off') throw new Error('synchronous_commit is off there: what was acknowledged could be lost; turn it on for this role or database');
  const version = await versionIn(client);
  if (version > MIGRATIONS.length) throw new Error(`its tables are of version ${version}, which is newer than this program`);
  if (version === MIGRATIONS.length) return;
  await client.query('BEGIN');
  try {
    await client.query(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    await client.query('CREATE SCHEMA IF NOT EXISTS capstan');
    await client.query('CREATE TABLE IF NOT EXISTS capstan.migration (version integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())');
    const { rows } = await client.query<{ done: number }>('SELECT coalesce(max(version), 0) AS done FROM capstan.migration');
    for (let done = rows[0]!.done; done < MIGRATIONS.length; done++) {
      await client.query(MIGRATIONS[done]!);
      await client.query('INSERT INTO capstan.migration (version) VALUES ($1)', [done + 1]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** The version of the tables; 0 where there are none. */
async function versionIn(client: pg.ClientBase): Promise<number> {
  const { rows: [there] } = await client.query<{ there: string | null }>("SELECT to_regclass('capstan.migration')::text AS there");
  if (!there?.there) return 0;
  return (await client.query<{ version: number }>('SELECT coalesce(max(version), 0) AS version FROM capstan.migration')).rows[0]!.version;
}

async function settingIn(client: pg.ClientBase, name: string): Promise<string> {
  return (await client.query<{ setting: string }>('SELECT current_setting($1) AS setting', [name])).rows[0]!.setting;
}
