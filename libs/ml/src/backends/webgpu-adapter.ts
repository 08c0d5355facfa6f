import { existsSync } from 'node:fs';

/** What a WebGPU adapter says about itself; every word is optional. */
export interface AdapterWords { vendor?: string; architecture?: string; device?: string; description?: string; isFallbackAdapter?: boolean }
export interface Adapter { info?: AdapterWords; isFallbackAdapter?: boolean }

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|software|basic render|\bcpu\b/i;

/** Throws where there is no GPU behind WebGPU: a software adapter would be slower than our wasm kernels. */
export function refuseSoftware(adapter: Adapter | null): void {
  if (!adapter) throw new Error('finds no GPU');
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info ?? {};
  const words = [vendor, architecture, device, description].filter(Boolean).join(' ');
  if (isFallbackAdapter || adapter.isFallbackAdapter || SOFTWARE.test(words)) throw new Error(`only a software adapter (${words || 'unnamed'})`);
}

const DEVICES = ['/dev/dri/renderD128', '/dev/nvidia0', '/dev/dxg'];

/** Throws on a Linux that shows no GPU at all, before a library is loaded to ask for one. Other systems are asked. */
export function refuseWithoutDevice(platform: NodeJS.Platform = process.platform, exists: (path: string) => boolean = existsSync): void {
  if (platform === 'linux' && !DEVICES.some(exists)) throw new Error('finds no GPU');
}
