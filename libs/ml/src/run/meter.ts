import { flopsSoFar } from '../flops.ts';

export interface Used { readonly seconds: number; readonly coreSeconds: number; readonly flops: number }

/** Wall seconds, seconds of busy cores (all threads of this process) and counted operations since it was started. */
export function startMeter(): () => Used {
  const [start, cpu, flops] = [performance.now(), process.cpuUsage(), flopsSoFar()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { seconds: (performance.now() - start) / 1000, coreSeconds: (user + system) / 1e6, flops: flopsSoFar() - flops };
  };
}
