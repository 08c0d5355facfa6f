/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import type { Kernels } from './kernel-module.ts';

/** The three builds of the kernels: lanes of 256 bits, of 128 with a fused multiply-add (relaxed SIMD), of 128 without. */
export type Variant = 'wide' | 'relaxed' | 'simd';

export const kernelFile = (variant: Variant): URL => new URL(`../../dist/kernels-${variant}.wasm`, import.meta.url);

/** What a variant is called where a person reads it. */
export const variantNames: Record<Variant, string> = { wide: 'relaxed SIMD in 256 bits', relaxed: 'relaxed SIMD', simd: 'plain SIMD' };

function bytesOf(variant: Variant): Buffer<ArrayBuffer> {
  try {
    return readFileSync(kernelFile(variant));
  } catch {
    throw new Error('the kernels are not built: npx nx build @capstan/ml');
  }
}

/** The V8 whose joining of lanes was tried here; the switch is experimental, so no other is trusted with it. */
const TRIED_V8 = /^14\.6\./;
const mayJoin = (): boolean => process.arch === 'x64' && TRIED_V8.test(process.versions.v8);

/** Compiles whole modules at once with the optimising compiler: later, function by function, the switches would be back. */
const AT_ONCE = ['liftoff', 'wasm-lazy-compilation', 'wasm-dynamic-tiering', 'wasm-inlining'];

/** V8 joins two neighbouring lanes of 128 bits to one of 256 only when told to, and only while it compiles this module is it told. */
function compileAtOnce(bytes: Buffer<ArrayBuffer>, join: boolean): WebAssembly.Module {
  AT_ONCE.forEach((flag) => setFlagsFromString(`--no-${flag}`));
  if (join) setFlagsFromString('--experimental-wasm-revectorize');
  try {
    return new WebAssembly.Module(bytes);
  } finally {
    if (join) setFlagsFromString('--no-experimental-wasm-revectorize');
    AT_ONCE.forEach((flag) => setFlagsFromString(`--${flag}`));
  }
}

const modules = new Map<Variant, WebAssembly.Module>();

/** A compiled variant, kept: compiling is the slow part. */
export function compiled(variant: Variant): WebAssembly.Module {
  const known = modules.get(variant);
  if (known) return known;
  const bytes = bytesOf(variant), fresh = mayJoin() ? compileAtOnce(bytes, variant === 'wide') : new WebAssembly.Module(bytes);
  modules.set(variant, fresh);
  return fresh;
}

const [M, N, K, ROUNDS] = [62, 140, 300, 12];
const OPERANDS = 1 << 16;

/** A small product with edges on every side: its bits, and the milliseconds of the quickest of some. */
function tryProduct(variant: Variant): { bits: string; once: () => number } {
  const memory = new WebAssembly.Memory({ initial: 64 }), floats = new Float32Array(memory.buffer);
  const kernels = new WebAssembly.Instance(compiled(variant), { env: { memory, log: Math.log } }).exports as unknown as Kernels;
  const [a, b, c] = [OPERANDS, OPERANDS + M * K * 4, OPERANDS + (M * K + K * N) * 4];
  for (let i = 0; i < M * K + K * N; i++) floats[a / 4 + i] = Math.sin(i);
  kernels.useScratch(c + M * N * 4);
  const once = (): number => {
    const start = performance.now();
    kernels.gemm(0, 0, M, N, K, a, K, b, N, c, N, 0);
    return performance.now() - start;
  };
  once();
  return { bits: Buffer.from(memory.buffer, c, M * N * 4).toString('latin1'), once };
}

/** Whether joined lanes give the same bits as single ones, and clearly sooner. */
function joiningPays(): boolean {
  const [wide, relaxed] = [tryProduct('wide'), tryProduct('relaxed')];
  if (wide.bits !== relaxed.bits) return false;
  let [quickest, usual] = [Infinity, Infinity];
  for (let i = 0; i < ROUNDS; i++) [quickest, usual] = [Math.min(quickest, wide.once()), Math.min(usual, relaxed.once())];
  return quickest * 1.2 < usual;
}

let pays: boolean | undefined;

/** Plain SIMD where this machine does not compile relaxed SIMD; the wide build where it was tried here and is quicker with the same bits. */
export function bestVariant(): Variant {
  if (!WebAssembly.validate(bytesOf('relaxed'))) return 'simd';
  pays ??= mayJoin() && joiningPays();
  return pays ? 'wide' : 'relaxed';
}
