export { gemm, packB, gemmPacked, useScratch, scratchBytes } from './gemm';
export { im2col, col2im, maxPoolGradient } from './convolution';
export { depthwise, depthwiseInputGradient, depthwiseFilterGradient } from './depthwise';
export { biasRelu, biasReluGradient, columnSums, swapOuter, segmentSum, gatherRows, softmaxRows, softmaxRowsGradient, crossEntropy } from './rows';
export { layerNorm, layerNormGradient } from './layer-norm';
export { batchNorm, batchNormGradient } from './batch-norm';
export { lstmStep, lstmStepGradient } from './lstm';
export { gruStep, gruStepGradient, tanhInPlace, tanhGradient } from './gru';
export { adam } from './adam';
