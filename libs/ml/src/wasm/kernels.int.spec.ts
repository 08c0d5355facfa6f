import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { floats, normal, randomAt } from '../random.ts';
import { instantiate, type Kernels } from './kernel-module.ts';
import { bestVariant, kernelFile, type Variant } from './variants.ts';

const PAGES = 128;
const SCRATCH = 4 << 20; // our own place in this memory: operands below, scratch above

/** A bare memory with our kernels, as if tfjs were not there. */
function bench(variant: Variant): { kernels: Kernels; memory: Float32Array } {
  const memory = new WebAssembly.Memory({ initial: PAGES });
  const kernels = instantiate(memory, variant);
  kernels.useScratch(SCRATCH);
  return { kernels, memory: new Float32Array(memory.buffer) };
}

interface Product { transposeA: boolean; transposeB: boolean; m: number; n: number; k: number; pad: number; add: boolean }

/** The product by its definition, in doubles. */
function naive({ transposeA, transposeB, m, n, k, add }: Product, a: Float32Array, lda: number, b: Float32Array, ldb: number, c: Float32Array): Float32Array {
  const out = Float32Array.from(c);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = add ? c[i * n + j]! : 0;
      for (let l = 0; l < k; l++) sum += (transposeA ? a[l * lda + i]! : a[i * lda + l]!) * (transposeB ? b[j * ldb + l]! : b[l * ldb + j]!);
      out[i * n + j] = sum;
    }
  }
  return out;
}

const products = fc.record({
  transposeA: fc.boolean(), transposeB: fc.boolean(), add: fc.boolean(), pad: fc.integer({ min: 0, max: 5 }),
  m: fc.integer({ min: 1, max: 140 }), n: fc.integer({ min: 1, max: 30 }), k: fc.integer({ min: 1, max: 280 }),
});

test('where relaxed SIMD does not compile plain SIMD is taken', () => {
  const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  expect(bestVariant()).toBe('simd');
  validate.mockRestore();
});

test('joined lanes give the same bits as single ones, in every kernel that computes', () => {
  const answers = (['wide', 'relaxed'] as const).map((variant) => {
    const { kernels: k, memory } = bench(variant), at = (n: number): number => n * 4;
    memory.set(floats(40_000, normal(randomAt(11))), 0);
    for (const [m, n, depth] of [[5, 33, 300], [64, 64, 64], [9, 16, 7]] as const) k.gemm(0, 0, m, n, depth, 0, depth, at(20_000), n, at(50_000 + n), n, 1);
    k.biasRelu(0, 50, 37, at(39_000), 1);
    k.biasReluGradient(0, at(2000), 50, 37, 1, at(4000), at(60_000));
    k.softmaxRows(at(6000), 20, 21, 0.3, 1);
    k.softmaxRowsGradient(at(6000), at(7000), 20, 21, 0.3);
    k.layerNorm(at(8000), at(100), at(200), 30, 35, 1e-5, at(61_000), at(63_000), at(65_000));
    k.layerNormGradient(at(8000), at(100), at(63_000), at(65_000), 30, 35, at(66_000), at(68_000), at(68_100));
    k.lstmStep(at(10_000), at(15_000), at(16_000), at(17_000), 9, 22);
    k.lstmStepGradient(at(10_000), at(15_000), at(16_000), at(17_000), at(18_000), at(19_000), 9, 22);
    k.gruStep(at(20_000), at(22_000), at(24_000), at(25_000), 9, 22);
    k.gruStepGradient(at(20_000), at(22_000), at(24_000), at(26_000), at(27_000), 9, 22);
    k.adam(at(28_000), at(29_000), at(8000), at(0), 999, 0.01, 0.9, 0.999, 1e-8);
    k.im2col(at(30_000), at(70_000), 2, 7, 6, 3, 7, 6, 3, 3, 1, 1, 1, 1);
    k.col2im(at(70_000), at(75_000), 2, 7, 6, 3, 7, 6, 3, 3, 1, 1, 1, 1);
    k.maxPoolGradient(at(31_000), at(32_000), at(76_000), 2, 6, 6, 5, 3, 3, 2, 2, 2, 2, 0, 0);
    k.depthwise(at(33_000), at(500), at(77_000), 1, 2, 7, 6, 6, 7, 6, 3, 3, 1, 1, 1, 1);
    k.batchNorm(at(34_000), at(100), at(200), 30, 35, 1e-5, at(77_600), at(79_200), at(80_300), at(80_400), at(80_500));
    k.batchNormGradient(at(34_000), at(100), at(79_200), at(80_300), 30, 35, at(80_600), at(81_700), at(81_800));
    return Buffer.from(memory.buffer, 0, at(82_000)).toString('base64');
  });
  expect(answers[0] === answers[1]).toBe(true);
});

describe.each(['wide', 'relaxed', 'simd'] as const)('%s SIMD', (variant) => {
  const { kernels, memory } = bench(variant);

  test('a product of any size, transposed or not, with any leading dimension, is the product', () => {
    fc.assert(fc.property(products, fc.integer(), (shape, seed) => {
      const { transposeA, transposeB, m, n, k, pad, add } = shape;
      const [lda, ldb] = [(transposeA ? m : k) + pad, (transposeB ? k : n) + pad], draw = normal(randomAt(seed));
      const [a, b, c] = [floats(lda * (transposeA ? k : m), draw), floats(ldb * (transposeB ? n : k), draw), floats(m * n, draw)];
      memory.set(a, 0);
      memory.set(b, a.length);
      memory.set(c, a.length + b.length);
      kernels.gemm(Number(transposeA), Number(transposeB), m, n, k, 0, lda, a.length * 4, ldb, (a.length + b.length) * 4, n, Number(add));
      const expected = naive(shape, a, lda, b, ldb, c);
      const found = memory.slice(a.length + b.length, a.length + b.length + m * n);
      expect(Math.max(...found.map((value, i) => Math.abs(value - expected[i]!)))).toBeLessThan(1e-3);
    }), { numRuns: 60 });
  });

  test('a right side that is packed once gives the same products, to the last bit; one that does not fit is refused', () => {
    fc.assert(fc.property(products, fc.integer(), ({ transposeB, m, n, k, add }, seed) => {
      const draw = normal(randomAt(seed)), [a, b, c] = [floats(m * k, draw), floats(k * n, draw), floats(m * n, draw)];
      const [atB, atC] = [a.length * 4, (a.length + b.length) * 4], ldb = transposeB ? k : n;
      const answers = [false, true].map((packed) => {
        memory.set(a, 0);
        memory.set(b, a.length);
        memory.set(c, a.length + b.length);
        if (packed && kernels.packB(Number(transposeB), n, k, atB, ldb)) kernels.gemmPacked(m, n, k, 0, k, atC, n, Number(add));
        else if (!packed) kernels.gemm(0, Number(transposeB), m, n, k, 0, k, atB, ldb, atC, n, Number(add));
        return memory.slice(a.length + b.length, a.length + b.length + m * n);
      });
      expect(answers[1]).toEqual(answers[0]);
    }), { numRuns: 60 });
    expect(kernels.packB(0, 1024, 257, 0, 1024)).toBe(0);
  });

  test('a product wider than one packed block is the product', () => {
    const shape: Product = { transposeA: false, transposeB: false, m: 3, n: 2500, k: 40, pad: 0, add: false };
    const [a, b] = [floats(120, normal(randomAt(1))), floats(100_000, normal(randomAt(2)))];
    memory.set(a, 0);
    memory.set(b, 120);
    kernels.gemm(0, 0, 3, 2500, 40, 0, 40, 480, 2500, 100_120 * 4, 2500, 0);
    const expected = naive(shape, a, 40, b, 2500, new Float32Array(7500));
    expect(Math.max(...memory.slice(100_120, 107_620).map((value, i) => Math.abs(value - expected[i]!)))).toBeLessThan(1e-3);
  });

  test('softmax of a row sums to one and sees nothing later when causal', () => {
    memory.set(floats(49, normal(randomAt(5))), 0);
    kernels.softmaxRows(0, 7, 7, 0.5, 1);
    for (let row = 0; row < 7; row++) {
      const values = memory.slice(row * 7, row * 7 + 7);
      expect(values.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
      expect([...values.subarray(row + 1)]).toEqual(Array.from({ length: 6 - row }, () => 0));
    }
  });

  test('what is not a number stays not a number', () => {
    memory.set([NaN, 1, 2, 3, 4], 0);
    kernels.biasRelu(0, 1, 5, 0, 1);
    expect(memory[0]).toBeNaN();
    kernels.softmaxRows(0, 1, 5, 1, 0);
    expect(memory[3]).toBeNaN();
  });

  test('the kernels bring no data of their own: it would land on top of tfjs', () => {
    const compiled = new WebAssembly.Module(readFileSync(kernelFile(variant)));
    expect(WebAssembly.Module.imports(compiled).map(({ name }) => name).sort()).toEqual(['log', 'memory']);
    const untouched = new WebAssembly.Memory({ initial: PAGES });
    instantiate(untouched, variant);
    expect(new Uint8Array(untouched.buffer).every((byte) => byte === 0)).toBe(true);
  });
});
