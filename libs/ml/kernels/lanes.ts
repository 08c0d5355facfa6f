// Four float lanes at a time. Addresses are bytes into the memory of tfjs, counts are elements.

// One fused multiply-add where the build has relaxed SIMD, else a multiply and an add.
// @ts-ignore: decorator
@inline export function multiplyAdd(a: v128, b: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<f32>(a, b, sum);
  return f32x4.add(sum, f32x4.mul(a, b));
}

// @ts-ignore: decorator
@inline export function all(x: f32): v128 { return f32x4.splat(x); }

const WHOLE: f32 = 12582912; // 1.5 × 2²³: a number near zero, added to it, is rounded to a whole one that stands in the lowest bits

// e^x by Cephes' expf: split off the power of two, then a polynomial on [-ln2/2, ln2/2]. Clamped where a float would overflow; no number stays none.
export function exponential(power: v128): v128 {
  let x = f32x4.pmin(f32x4.pmax(power, all(-87.0)), all(88.0));
  const shifted = multiplyAdd(x, all(1.44269504088896341), all(WHOLE)), twos = f32x4.sub(shifted, all(WHOLE));
  x = multiplyAdd(twos, all(-0.693359375), x);
  x = multiplyAdd(twos, all(2.12194440e-4), x);
  let y = all(1.9875691500e-4);
  y = multiplyAdd(y, x, all(1.3981999507e-3));
  y = multiplyAdd(y, x, all(8.3334519073e-3));
  y = multiplyAdd(y, x, all(4.1665795894e-2));
  y = multiplyAdd(y, x, all(1.6666665459e-1));
  y = multiplyAdd(y, x, all(5.0000001201e-1));
  y = f32x4.add(multiplyAdd(y, f32x4.mul(x, x), x), all(1.0));
  return f32x4.mul(y, i32x4.shl(i32x4.add(shifted, i32x4.splat(127)), 23));
}

// @ts-ignore: decorator
@inline export function sigmoid(x: v128): v128 { return f32x4.div(all(1), f32x4.add(all(1), exponential(f32x4.neg(x)))); }

// @ts-ignore: decorator
@inline export function tanh(x: v128): v128 { return f32x4.sub(f32x4.mul(all(2), sigmoid(f32x4.mul(x, all(2)))), all(1)); }

// @ts-ignore: decorator
@inline export function sumOf(x: v128): f32 {
  return (f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1)) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}
