import type { Resources } from '@capstan/training';
import * as tf from '../tf.ts';

/** Bytes on the device, where the backend says; null for those that compute on the processor or do not tell. */
const gpuBytes = (): number | null => (tf.memory() as { numBytesInGPU?: number }).numBytesInGPU ?? null;

/** What this process takes: its memory now, cores it kept busy since it was asked before, and memory of the GPU. */
export function watchResources(): () => Resources {
  let [at, cpu] = [performance.now(), process.cpuUsage()];
  return () => {
    const seconds = (performance.now() - at) / 1000, { user, system } = process.cpuUsage(cpu);
    [at, cpu] = [performance.now(), process.cpuUsage()];
    return { memoryBytes: process.memoryUsage.rss(), cores: seconds > 0 ? (user + system) / 1e6 / seconds : null, gpuBytes: gpuBytes() };
  };
}

/** The most memory this process has taken so far, in bytes; libuv counts in KiB. */
export const peakMemoryBytes = (): number => process.resourceUsage().maxRSS * 1024;
