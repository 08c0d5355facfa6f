import * as tf from '../tf.ts';
import { windowOf } from './convolution.ts';
import type { Heap } from './heap.ts';
import { register } from './register.ts';

interface Attributes { strides: [number, number]; dilations?: [number, number]; pad: 'valid' | 'same' | number; dimRoundingMode?: 'floor' | 'round' | 'ceil' }
type Info = tf.backend_util.Conv2DInfo;

function infoOf(x: readonly number[], filter: readonly number[], { strides, dilations, pad, dimRoundingMode }: Attributes): Info {
  const info = tf.backend_util.computeConv2DInfo([...x] as never, [...filter] as never, strides, dilations ?? 1, pad, dimRoundingMode, true);
  if (info.dilationHeight !== 1 || info.dilationWidth !== 1) throw new Error('convolutions of this engine are not dilated');
  return info;
}

type Part = 'depthwise' | 'depthwiseInputGradient' | 'depthwiseFilterGradient';

function through(heap: Heap, part: Part, info: Info, x: tf.TensorInfo, filter: tf.TensorInfo, y: tf.TensorInfo): void {
  heap.kernels[part](heap.at(x), heap.at(filter), heap.at(y), info.outChannels / info.inChannels, ...windowOf(info, info.batchSize));
}

/** Depthwise convolution both ways; tfjs' wasm goes forward only. */
export function installDepthwise(): void {
  register<Attributes>('DepthwiseConv2dNative', (heap, { x, filter }, attributes) => {
    const info = infoOf(x!.shape, filter!.shape, attributes), y = heap.floats(info.outShape);
    through(heap, 'depthwise', info, x!, filter!, y);
    return y;
  });
  register<Attributes & { inputShape: number[] }>('DepthwiseConv2dNativeBackpropInput', (heap, { dy, filter }, attributes) => {
    const info = infoOf(attributes.inputShape, filter!.shape, attributes), dx = heap.floats(info.inShape);
    through(heap, 'depthwiseInputGradient', info, dx, filter!, dy!);
    return dx;
  });
  register<Attributes & { filterShape: number[] }>('DepthwiseConv2dNativeBackpropFilter', (heap, { x, dy }, attributes) => {
    const info = infoOf(x!.shape, attributes.filterShape, attributes), dFilter = heap.floats(attributes.filterShape);
    through(heap, 'depthwiseFilterGradient', info, x!, dFilter, dy!);
    return dFilter;
  });
}
