import * as tf from '../tf.ts';
import { asMatrix, type Heap } from './heap.ts';
import type { Window } from './kernel-module.ts';
import { register } from './register.ts';

type Pad = Parameters<typeof tf.backend_util.computeConv2DInfo>[4];
type Rounding = 'floor' | 'round' | 'ceil';
interface Convolved { strides: [number, number]; dilations?: [number, number]; pad: Pad; dimRoundingMode?: Rounding; dataFormat?: 'NHWC' | 'NCHW' }
interface Pooled { filterSize: [number, number]; strides: [number, number]; pad: Exclude<Pad, number[][]>; dimRoundingMode?: Rounding }
type Info = tf.backend_util.Conv2DInfo;

/** Unfolded pictures are held a few at a time: 4 MB stay in the outer cache. */
const UNFOLDED_BYTES = 4 << 20;

/** What the kernels are told of a window that goes over so many of the pictures. */
export const windowOf = (info: Info, pictures: number): Window => [
  pictures, info.inHeight, info.inWidth, info.inChannels, info.outHeight, info.outWidth,
  info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth, info.padInfo.top, info.padInfo.left,
];

function infoOf(x: readonly number[], filter: readonly number[], { strides, dilations, pad, dimRoundingMode, dataFormat }: Convolved): Info {
  const info = tf.backend_util.computeConv2DInfo([...x] as never, [...filter] as never, strides, dilations ?? 1, pad, dimRoundingMode, false, tf.backend_util.convertConv2DDataFormat(dataFormat ?? 'NHWC'));
  if (info.dilationHeight !== 1 || info.dilationWidth !== 1) throw new Error('convolutions of this engine are not dilated');
  if (info.dataFormat !== 'channelsLast') throw new Error('convolutions of this engine keep channels last');
  return info;
}

interface Parts { depth: number; channels: number; pixelsOut: number; bytesIn: number; scratch: tf.TensorInfo; step: number }

/** Calls back with each group of pictures: where it starts and how many it holds. */
function inGroups(heap: Heap, info: Info, each: (first: number, count: number, parts: Parts) => void): void {
  const depth = info.filterHeight * info.filterWidth * info.inChannels;
  const pixelsOut = info.outHeight * info.outWidth;
  const step = Math.max(1, Math.min(info.batchSize, Math.floor(UNFOLDED_BYTES / (pixelsOut * depth * 4))));
  const scratch = heap.floats([step * pixelsOut * depth]);
  const parts = { depth, channels: info.outChannels, pixelsOut, bytesIn: info.inHeight * info.inWidth * info.inChannels * 4, scratch, step };
  for (let first = 0; first < info.batchSize; first += step) each(first, Math.min(step, info.batchSize - first), parts);
  heap.free(scratch);
}

function forward(heap: Heap, x: tf.TensorInfo, filter: tf.TensorInfo, info: Info): tf.TensorInfo {
  const out = heap.floats(info.outShape);
  inGroups(heap, info, (first, count, { depth, channels, pixelsOut, bytesIn, scratch }) => {
    heap.kernels.im2col(heap.at(x) + first * bytesIn, heap.at(scratch), ...windowOf(info, count));
    heap.kernels.gemm(0, 0, count * pixelsOut, channels, depth, heap.at(scratch), depth, heap.at(filter), channels, heap.at(out) + first * pixelsOut * channels * 4, channels, 0);
  });
  return out;
}

function filterGradient(heap: Heap, x: tf.TensorInfo, dy: tf.TensorInfo, info: Info): tf.TensorInfo {
  const out = heap.floats(info.filterShape);
  inGroups(heap, info, (first, count, { depth, channels, pixelsOut, bytesIn, scratch }) => {
    heap.kernels.im2col(heap.at(x) + first * bytesIn, heap.at(scratch), ...windowOf(info, count));
    heap.kernels.gemm(1, 0, depth, channels, count * pixelsOut, heap.at(scratch), depth, heap.at(dy) + first * pixelsOut * channels * 4, channels, heap.at(out), channels, Number(first > 0));
  });
  return out;
}

function inputGradient(heap: Heap, dy: tf.TensorInfo, filter: tf.TensorInfo, info: Info): tf.TensorInfo {
  const out = heap.floats(info.inShape);
  inGroups(heap, info, (first, count, { depth, channels, pixelsOut, bytesIn, scratch }) => {
    heap.kernels.gemm(0, 1, count * pixelsOut, depth, channels, heap.at(dy) + first * pixelsOut * channels * 4, channels, heap.at(filter), channels, heap.at(scratch), depth, 0);
    heap.kernels.col2im(heap.at(scratch), heap.at(out) + first * bytesIn, ...windowOf(info, count));
  });
  return out;
}

function maxPoolGradient(heap: Heap, inputs: Record<string, tf.TensorInfo>, { filterSize, strides, pad, dimRoundingMode }: Pooled): tf.TensorInfo {
  const { input, dy } = inputs;
  const info = tf.backend_util.computePool2DInfo(input!.shape as never, filterSize, strides, 1, pad, dimRoundingMode);
  const dx = heap.floats(input!.shape);
  heap.kernels.maxPoolGradient(heap.at(input!), heap.at(dy!), heap.at(dx), ...windowOf(info, info.batchSize));
  return dx;
}

/** Convolution both ways, and the gradient of max pooling, which tfjs' wasm gets wrong where a window's maximum is ≤ 0. */
export function installConvolution(): void {
  register<Convolved>('Conv2D', (heap, { x, filter }, attributes) => forward(heap, x!, filter!, infoOf(x!.shape, filter!.shape, attributes)));
  register<Convolved & { activation: string }>('FusedConv2D', (heap, { x, filter, bias, preluActivationWeights }, attributes) => {
    const { activation } = attributes;
    if (preluActivationWeights || (activation !== 'linear' && activation !== 'relu')) throw new Error(`no convolution fused with ${activation}`);
    const out = forward(heap, x!, filter!, infoOf(x!.shape, filter!.shape, attributes));
    heap.kernels.biasRelu(heap.at(out), ...asMatrix(out.shape), bias ? heap.at(bias) : 0, Number(activation === 'relu'));
    return out;
  });
  register<Convolved & { filterShape: number[] }>('Conv2DBackpropFilter', (heap, { x, dy }, attributes) => filterGradient(heap, x!, dy!, infoOf(x!.shape, attributes.filterShape, attributes)));
  register<Convolved & { inputShape: number[] }>('Conv2DBackpropInput', (heap, { dy, filter }, attributes) => inputGradient(heap, dy!, filter!, infoOf(attributes.inputShape, filter!.shape, attributes)));
  register('MaxPoolGrad', maxPoolGradient);
}
