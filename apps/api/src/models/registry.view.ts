import type { Recorded, Refusal } from '@capstan/kernel';
import { readModel, type Views } from '@capstan/event-log';
import { type AliasMove, type ModelFact, type ModelRow, type ModelView, refuseModel as refuse, scoreOf, type VersionView } from '@capstan/training';
import { syntheticDatasets } from '../ledger/synthetic-datasets.ts';

type Of<T extends ModelFact['type']> = Recorded<Extract<ModelFact, { type: T }>>;
/** A version as it stays; its aliases stand in a table of their own. */
type Kept = Omit<VersionView, 'aliases' | 'retired'>;

const by = ({ meta, id }: Recorded) => ({ actor: meta.actor, at: meta.at, fact: id });

function keep(views: Views, company: string, model: string, kept: Kept): void {
  views.run('INSERT INTO model_version VALUES (?, ?, ?, ?, NULL)', company, model, kept.version, JSON.stringify(kept));
}

function kept(views: Views, company: string, model: string, version: number): Kept {
  return JSON.parse(views.get<{ details: string }>('SELECT details FROM model_version WHERE company = ? AND model = ? AND version = ?', company, model, version)!.details) as Kept;
}

function moved(views: Views, fact: Of<'AliasMoved' | 'AliasRemoved'>, from: number | null, to: number | null): void {
  const { meta: { company }, data: { model, alias } } = fact, move: AliasMove = { alias, from, to, ...by(fact) };
  views.run('DELETE FROM model_alias WHERE company = ? AND model = ? AND alias = ?', company, model, alias);
  if (to !== null) views.run('INSERT INTO model_alias VALUES (?, ?, ?, ?)', company, model, alias, to);
  views.run('INSERT INTO model_move VALUES (?, ?, ?, ?)', company, model, fact.position, JSON.stringify(move));
}

const synthetic = syntheticDatasets('model_synthetic');

/** Registered models: their versions, the names that point at them, and who moved those when. */
export const registryModel = readModel({
  name: 'model-registry',
  version: 2,
  tables: ['model_name', 'model_version', 'model_alias', 'model_move', synthetic.table],
  schema: `CREATE TABLE model_name (company TEXT NOT NULL, model TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (company, model)) STRICT;
    CREATE TABLE model_version (company TEXT NOT NULL, model TEXT NOT NULL, version INTEGER NOT NULL, details TEXT NOT NULL, retired TEXT, PRIMARY KEY (company, model, version)) STRICT;
    CREATE TABLE model_alias (company TEXT NOT NULL, model TEXT NOT NULL, alias TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (company, model, alias)) STRICT;
    CREATE TABLE model_move (company TEXT NOT NULL, model TEXT NOT NULL, position TEXT NOT NULL, move TEXT NOT NULL, PRIMARY KEY (company, model, position)) STRICT;
    ${synthetic.schema}`,
  on: {
    ...synthetic.on,
    ModelVersionRegistered(views, fact: Of<'ModelVersionRegistered'>) {
      const { data: { model, name, ...version }, meta: { company } } = fact;
      views.run('INSERT OR IGNORE INTO model_name VALUES (?, ?, ?)', company, model, name);
      keep(views, company, model, { ...version, synthetic: synthetic.has(views, company, version.lineage.dataset.dataset), score: scoreOf({ metrics: version.metrics, baseline: version.lineage.baseline }), parent: null, how: null, ...by(fact) });
    },
    ModelVersionDerived(views, fact: Of<'ModelVersionDerived'>) {
      const { data: { model, ...version }, meta: { company } } = fact, from = kept(views, company, model, version.parent);
      keep(views, company, model, { ...from, ...version, note: '', score: scoreOf({ metrics: version.metrics, baseline: from.lineage.baseline }), ...by(fact) });
    },
    AliasMoved(views, fact: Of<'AliasMoved'>) { moved(views, fact, fact.data.from, fact.data.version); },
    AliasRemoved(views, fact: Of<'AliasRemoved'>) { moved(views, fact, fact.data.version, null); },
    ModelVersionRetired(views, fact: Of<'ModelVersionRetired'>) {
      const { data: { model, version, reason }, meta: { company } } = fact;
      views.run('UPDATE model_version SET retired = ? WHERE company = ? AND model = ? AND version = ?', JSON.stringify({ reason, ...by(fact) }), company, model, version);
    },
  },
});

interface Row { details: string; retired: string | null }
interface Aliased { alias: string; version: number }

const aliasesOf = (views: Views, company: string, model: string): Aliased[] => views.all<Aliased>('SELECT alias, version FROM model_alias WHERE company = ? AND model = ? ORDER BY alias', company, model);

function versionsOf(views: Views, company: string, model: string, aliases: readonly Aliased[]): VersionView[] {
  const rows = views.all<Row>('SELECT details, retired FROM model_version WHERE company = ? AND model = ? ORDER BY version DESC', company, model);
  return rows.map(({ details, retired }) => {
    const version = JSON.parse(details) as Kept;
    return { ...version, aliases: aliases.filter((one) => one.version === version.version).map(({ alias }) => alias), retired: retired ? JSON.parse(retired) as VersionView['retired'] : null };
  });
}

/** One model with all its versions, newest first. */
export function modelOf(views: Views, company: string, model: string): ModelView | Refusal {
  const named = views.get<{ name: string }>('SELECT name FROM model_name WHERE company = ? AND model = ?', company, model);
  if (!named) return refuse('model-unknown');
  const moves = views.all<{ move: string }>('SELECT move FROM model_move WHERE company = ? AND model = ? ORDER BY length(position) DESC, position DESC', company, model);
  return { model, name: named.name, versions: versionsOf(views, company, model, aliasesOf(views, company, model)), moves: moves.map(({ move }) => JSON.parse(move) as AliasMove) };
}

/** The id of the model of this name, however it is written; undefined when there is none. */
export const modelNamed = (views: Views, company: string, name: string): string | undefined =>
  views.all<{ model: string; name: string }>('SELECT model, name FROM model_name WHERE company = ?', company).find((one) => one.name.toLowerCase() === name.toLowerCase())?.model;

/** All models of a company, the one registered last first. */
export function modelsOf(views: Views, company: string): ModelRow[] {
  const all = views.all<{ model: string; name: string }>('SELECT model, name FROM model_name WHERE company = ?', company);
  return all.map(({ model, name }) => {
    const aliases = aliasesOf(views, company, model), versions = versionsOf(views, company, model, aliases), newest = versions[0]!;
    const best = versions.find((one) => one.aliases.includes('production')) ?? versions.find(({ retired }) => retired === null);
    return { model, name, kind: newest.lineage.spec.kind, versions: versions.length, synthetic: (best ?? newest).synthetic, score: best?.score ?? null, aliases, actor: newest.actor, at: newest.at, fact: newest.fact };
  }).sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** A version by its number, else by its alias, else the one in production. Refuses retired ones. */
export function versionOf(views: Views, company: string, model: string, { version, alias }: { version?: number; alias?: string }): (VersionView & { called: string | null }) | Refusal {
  const found = modelOf(views, company, model);
  if ('refused' in found) return found;
  const called = version === undefined ? alias ?? 'production' : null;
  const one = found.versions.find((v) => (called === null ? v.version === version : v.aliases.includes(called)));
  if (!one) return called === null ? refuse('version-unknown', { version: version! }, 'version') : refuse('alias-unknown', { alias: called }, 'alias');
  return one.retired ? refuse('version-retired', { version: one.version }, 'version') : { ...one, called };
}
