import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** Engines that are not part of an install have a folder of their own: `npm install` neither brings nor removes them. */
const folder = (): string => process.env['CAPSTAN_ENGINES'] ?? resolve(import.meta.dirname, '../../../../.engines');

export type Engine = 'tensorflow' | 'webgpu';

/** Loads a package of an engine as it was installed by `npm run engine:<name>`. Throws where it is not. */
export function fromEngine(engine: Engine): (name: string) => unknown {
  const require = createRequire(join(folder(), engine, 'package.json'));
  return (name) => {
    try {
      require.resolve(name);
    } catch {
      throw new Error(`not installed (npm run engine:${engine})`);
    }
    return require(name);
  };
}
