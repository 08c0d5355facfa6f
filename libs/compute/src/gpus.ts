/** What one accelerator can do: peak dense 16-bit FLOP/s, memory in GB, memory bandwidth in bytes/s, board power in watts. */
export interface Gpu { readonly name: string; readonly peakFlops: number; readonly memoryGb: number; readonly bandwidth: number; readonly watts: number | null }

const gpu = (name: string, peakTflops: number, memoryGb: number, terabytesPerSecond: number, watts: number | null): Gpu =>
  ({ name, peakFlops: peakTflops * 1e12, memoryGb, bandwidth: terabytesPerSecond * 1e12, watts });

/** Vendor sheets print sparse figures, twice these: the table holds dense ones only (V100 and T4: fp16, RTX 4090: fp32 accumulation). */
export const gpus: readonly Gpu[] = [
  gpu('V100', 125, 32, 0.9, 300), gpu('T4', 65, 16, 0.32, 70), gpu('A10G', 70, 24, 0.6, 150), gpu('L4', 121, 24, 0.3, 72),
  gpu('L40S', 362, 48, 0.86, 350), gpu('RTX 4090', 165, 24, 1.01, 450), gpu('A100', 312, 80, 2, 400),
  gpu('H100 PCIe', 756, 80, 2, 350), gpu('H100', 989, 80, 3.35, 700), gpu('H200', 989, 141, 4.8, 700),
  gpu('B200', 2250, 180, 8, 1000), gpu('GB200', 2500, 186, 8, 1200), gpu('B300', 2250, 288, 8, 1000),
  gpu('MI300X', 1300, 192, 5.3, 750), gpu('MI325X', 1300, 256, 6, 1000), gpu('MI355X', 2500, 288, 8, 1400),
  gpu('TPU v4', 275, 32, 1.2, null), gpu('TPU v5e', 197, 16, 0.82, null), gpu('TPU v5p', 459, 95, 2.77, null), gpu('TPU v6e', 918, 32, 1.64, null),
];

export const gpuNamed = (name: string): Gpu | undefined => gpus.find((g) => g.name === name);
