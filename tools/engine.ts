/**
 * `npm run engine:tensorflow`, `npm run engine:webgpu`: installs an engine beside the product, in `.engines/<name>` (or under
 * CAPSTAN_ENGINES), where `npm install` neither brings nor removes it; then lets it prove itself with the self-test of the backends.
 * An engine that does not pass is taken away again. `remove` instead of a name's install: `node tools/engine.ts webgpu remove`.
 */
import { rmSync } from 'node:fs';
import { folderOf, type Engine } from './engine/folder.ts';
import { installTensorflow } from './engine/tensorflow.ts';
import { installWebgpu } from './engine/webgpu.ts';

const install: Record<Engine, (folder: string) => string> = { tensorflow: installTensorflow, webgpu: installWebgpu };

function main([name, what]: readonly string[]): number {
  if (name !== 'tensorflow' && name !== 'webgpu') {
    console.error('which engine? tensorflow or webgpu');
    return 2;
  }
  const folder = folderOf(name);
  rmSync(folder, { recursive: true, force: true });
  if (what === 'remove') return 0;
  try {
    console.log(install[name](folder));
    return 0;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    console.error(`The engine ${name} was not installed: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

process.exitCode = main(process.argv.slice(2));
