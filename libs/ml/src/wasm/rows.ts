import * as tf from '../tf.ts';
import { asMatrix } from './heap.ts';
import { original, register } from './register.ts';

/** Embeddings both ways, biases with their cut at zero, softmax cross-entropy and layer norm. */
export function installRows(): void {
  // A copy that nobody writes to shares its memory, as on tfjs' other backends; theirs copies whatever a gradient wants kept.
  register('Identity', (heap, { x }) => heap.again(x!));
  register<{ numSegments: number }>('UnsortedSegmentSum', (heap, { x, segmentIds }, { numSegments }) => {
    const rows = tf.util.sizeFromShape(segmentIds!.shape);
    const columns = tf.util.sizeFromShape(x!.shape) / rows;
    const out = heap.floats([numSegments, ...x!.shape.slice(segmentIds!.shape.length)]);
    heap.kernels.segmentSum(heap.at(x!), heap.at(segmentIds!), rows, columns, heap.at(out), numSegments);
    return out;
  });

  const theirGather = original('GatherV2');
  register<{ axis: number; batchDims: number }>('GatherV2', (heap, inputs, attributes) => {
    const [x, indices] = [inputs['x']!, inputs['indices']!];
    if (attributes.axis !== 0 || attributes.batchDims !== 0 || x.dtype !== 'float32' || indices.dtype !== 'int32') return theirGather(heap, inputs, attributes);
    const rows = x.shape[0]!, out = heap.floats([...indices.shape, ...x.shape.slice(1)]);
    heap.kernels.gatherRows(heap.at(x), rows, tf.util.sizeFromShape(x.shape) / rows, heap.at(indices), tf.util.sizeFromShape(indices.shape), heap.at(out));
    return out;
  });

  register<{ relu: boolean }>('CapstanBiasRelu', (heap, { x, bias }, { relu }) => {
    const out = heap.floats(x!.shape);
    heap.view(out).set(heap.view(x!));
    heap.kernels.biasRelu(heap.at(out), ...asMatrix(x!.shape), heap.at(bias!), Number(relu));
    return out;
  });
  register<{ relu: boolean }>('CapstanBiasReluGradient', (heap, { y, dy }, { relu }) => {
    const [rows, columns] = asMatrix(dy!.shape);
    const [dx, dBias] = [heap.floats(dy!.shape), heap.floats([columns])];
    heap.kernels.biasReluGradient(heap.at(y!), heap.at(dy!), rows, columns, Number(relu), heap.at(dx), heap.at(dBias));
    return [dx, dBias];
  });

  register('CapstanCrossEntropy', (heap, { logits, labels }) => {
    const [rows, columns] = asMatrix(logits!.shape);
    const [losses, gradient] = [heap.floats([rows]), heap.floats(logits!.shape)];
    heap.kernels.crossEntropy(heap.at(logits!), heap.at(labels!), rows, columns, heap.at(losses), heap.at(gradient));
    return [losses, gradient];
  });

  register<{ epsilon: number }>('CapstanLayerNorm', (heap, { x, gain, bias }, { epsilon }) => {
    const [rows, columns] = asMatrix(x!.shape);
    const [y, normal, inverse] = [heap.floats(x!.shape), heap.floats(x!.shape), heap.floats([rows])];
    heap.kernels.layerNorm(heap.at(x!), heap.at(gain!), heap.at(bias!), rows, columns, epsilon, heap.at(y), heap.at(normal), heap.at(inverse));
    return [y, normal, inverse];
  });
  register('CapstanLayerNormGradient', (heap, { dy, gain, normal, inverse }) => {
    const [rows, columns] = asMatrix(dy!.shape);
    const [dx, dGain, dBias] = [heap.floats(dy!.shape), heap.floats([columns]), heap.floats([columns])];
    heap.kernels.layerNormGradient(heap.at(dy!), heap.at(gain!), heap.at(normal!), heap.at(inverse!), rows, columns, heap.at(dx), heap.at(dGain), heap.at(dBias));
    return [dx, dGain, dBias];
  });

  register<{ rate: number; beta1: number; beta2: number; epsilon: number }>('CapstanAdam', (heap, { weight, gradient, mean, square }, { rate, beta1, beta2, epsilon }) => {
    heap.kernels.adam(heap.at(weight!), heap.at(gradient!), heap.at(mean!), heap.at(square!), tf.util.sizeFromShape(weight!.shape), rate, beta1, beta2, epsilon);
    return [];
  });
}
