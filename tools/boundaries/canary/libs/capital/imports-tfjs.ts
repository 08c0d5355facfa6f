export { tensor } from '@tensorflow/tfjs-core';
