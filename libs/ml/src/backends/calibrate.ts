import * as tf from '../tf.ts';

const SIDE = 512; // a megabyte a matrix: past the first caches, as in training

/** Billions of floating-point operations a second in square products on the backend in use: the best of what fits into the time. */
export async function calibrate(seconds = 1): Promise<number> {
  const [a, b] = [tf.randomUniform([SIDE, SIDE], -1, 1, 'float32', 1), tf.randomUniform([SIDE, SIDE], -1, 1, 'float32', 2)];
  const once = async (): Promise<number> => {
    const start = performance.now(), c = tf.matMul(a, b);
    // Reading one number waits for the product where it is computed elsewhere.
    const one = tf.slice(c, [0, 0], [1, 1]);
    await one.data();
    tf.dispose([c, one]);
    return (performance.now() - start) / 1000;
  };
  let best = await once();
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) best = Math.min(best, await once());
  tf.dispose([a, b]);
  return (2 * SIDE ** 3) / best / 1e9;
}
