import { asMatrix } from './heap.ts';
import { register } from './register.ts';

/** Batch norm by the statistics of the batch, both ways. */
export function installBatchNorm(): void {
  register<{ epsilon: number }>('CapstanBatchNorm', (heap, { x, gain, bias }, { epsilon }) => {
    const { kernels: k, at } = heap, [rows, columns] = asMatrix(x!.shape);
    const [y, normal] = [heap.floats(x!.shape), heap.floats(x!.shape)], [inverse, mean, variance] = [heap.floats([columns]), heap.floats([columns]), heap.floats([columns])];
    k.batchNorm(at(x!), at(gain!), at(bias!), rows, columns, epsilon, at(y), at(normal), at(inverse), at(mean), at(variance));
    heap.free(mean, variance);
    return [y, normal, inverse];
  });
  register('CapstanBatchNormGradient', (heap, { dy, gain, normal, inverse }) => {
    const { kernels: k, at } = heap, [rows, columns] = asMatrix(dy!.shape);
    const [dx, dGain, dBias] = [heap.floats(dy!.shape), heap.floats([columns]), heap.floats([columns])];
    k.batchNormGradient(at(dy!), at(gain!), at(normal!), at(inverse!), rows, columns, at(dx), at(dGain), at(dBias));
    return [dx, dGain, dBias];
  });
}
