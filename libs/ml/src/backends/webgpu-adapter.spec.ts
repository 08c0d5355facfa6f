import { expect, test } from 'vitest';
import { refuseSoftware, refuseWithoutDevice } from './webgpu-adapter.ts';

test.each([
  { vendor: 'google', architecture: 'swiftshader' }, { vendor: 'mesa', device: 'llvmpipe', description: 'llvmpipe (LLVM 15.0.7, 256 bits)' },
  { description: 'Microsoft Basic Render Driver' }, { vendor: 'nvidia', isFallbackAdapter: true }, { description: 'SwiftShader Device (Subzero)' },
])('%o computes in software and is refused', (info) => expect(() => refuseSoftware({ info })).toThrow(/^only a software adapter/));

test('no adapter is refused', () => expect(() => refuseSoftware(null)).toThrow('finds no GPU'));

test.each([{ vendor: 'nvidia', architecture: 'hopper', description: 'NVIDIA H100' }, { vendor: 'apple', architecture: 'metal-3' }, { vendor: 'amd', architecture: 'rdna-3' }])('%o is a GPU', (info) => {
  expect(() => refuseSoftware({ info })).not.toThrow();
});

test('a Linux that shows no GPU is not asked for one', () => {
  expect(() => refuseWithoutDevice('linux', () => false)).toThrow('finds no GPU');
  expect(() => refuseWithoutDevice('linux', (path) => path === '/dev/nvidia0')).not.toThrow();
  expect(() => refuseWithoutDevice('darwin', () => false)).not.toThrow();
});
