import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installPackages } from './folder.ts';

/**
 * Installs WebGPU: Dawn's library comes ready in the package (Linux and Windows x64 and arm64, macOS), so there is nothing to build. Throws
 * where the library does not load here. Whether there is a GPU behind it is asked whenever a run chooses its backend.
 */
export function installWebgpu(folder: string): string {
  installPackages('webgpu', folder);
  createRequire(join(folder, 'package.json'))('webgpu');
  return 'WebGPU is installed; each run asks it for a GPU and checks its gradients.';
}
