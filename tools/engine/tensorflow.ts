import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, proven, run } from './folder.ts';

/** Node-API 8 is what the binding was written for; tfjs-node looks for it under this name. */
const NAPI = 8;
const PLACE = `node_modules/@tensorflow/tfjs-node/lib/napi-v${NAPI}`;

/** TensorFlow's own library out of the wheel that Python would install: newer than the one tfjs-node asks its vendor for, and its hash is pinned. */
function fetchLibrary(folder: string): void {
  const wheels = mkdtempSync(join(folder, 'wheels-'));
  run('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:', '--python-version=3.11', '--implementation=cp', '--abi=cp311', '--platform=manylinux_2_27_x86_64',
    '--require-hashes', '--requirement', join(folder, 'requirements.txt'), '--dest', wheels]);
  run('python3', [join(folder, 'unpack.py'), wheels, join(folder, 'lib')]);
  rmSync(wheels, { recursive: true });
}

/** tfjs-node's binding, compiled against that library. It is Node-API: the headers are a package, and one build serves every Node. */
function buildBinding(folder: string): void {
  const source = join(folder, 'node_modules/@tensorflow/tfjs-node/binding'), library = join(folder, 'lib/tensorflow');
  mkdirSync(join(folder, PLACE), { recursive: true });
  run('g++', ['-shared', '-fPIC', '-O2', '-std=c++17', `-DNAPI_VERSION=${NAPI}`, '-DNODE_GYP_MODULE_NAME=tfjs_binding', '-DBUILDING_NODE_EXTENSION',
    ...['node_modules/node-api-headers/include', 'lib/tensorflow/include', 'node_modules/@tensorflow/tfjs-node/binding'].map((path) => `-I${join(folder, path)}`),
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((file) => join(source, file)),
    `-L${library}`, '-l:libtensorflow_cc.so.2', '-l:libtensorflow_framework.so.2', '-Wl,-rpath,$ORIGIN/../../../../../lib/tensorflow', '-o', join(folder, PLACE, 'tfjs_binding.node')]);
}

/** Needs Linux on x64, Python 3 with pip, and g++: what this was tried on. */
export function installTensorflow(folder: string): string {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error(`it is built on Linux x64 only, and this is ${process.platform} ${process.arch}; the kernels of Capstan itself train here`);
  installPackages('tensorflow', folder);
  fetchLibrary(folder);
  buildBinding(folder);
  return proven('tensorflow');
}
