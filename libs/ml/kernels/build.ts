// Compiles kernels/*.ts (AssemblyScript) to dist/kernels-wide.wasm, dist/kernels-relaxed.wasm and dist/kernels-simd.wasm.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

const room = fileURLToPath(new URL('..', import.meta.url));
const relaxed = ['--enable', 'relaxed-simd'];
const variants = { wide: [...relaxed, '--use', 'WIDE=1'], relaxed, simd: [] };

mkdirSync(`${room}dist`, { recursive: true });
for (const [name, flags] of Object.entries(variants)) {
  const { error, stderr } = await main([
    'kernels/index.ts', '--outFile', `dist/kernels-${name}.wasm`, '--baseDir', room,
    '-O3', '--enable', 'simd', ...flags, '--runtime', 'stub', '--noAssert', '--importMemory', '--disableWarning',
  ]);
  if (error) {
    process.stderr.write(stderr.toString() || error.message);
    process.exit(1);
  }
}
