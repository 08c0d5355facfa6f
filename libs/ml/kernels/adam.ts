// Adam (Kingma & Ba 2015) in place, four weights at a time. `rate` and `epsilon` already hold the bias correction:
// rate = α·√(1−β₂ᵗ)/(1−β₁ᵗ), epsilon = ε·√(1−β₂ᵗ), which is the same step as with corrected moments.
import { all } from './lanes';

export function adam(weight: usize, gradient: usize, mean: usize, square: usize, count: usize, rate: f32, beta1: f32, beta2: f32, epsilon: f32): void {
  let j: usize = 0;
  for (; j + 4 <= count; j += 4) {
    const at = j * 4, g = v128.load(gradient + at);
    const m = f32x4.add(f32x4.mul(v128.load(mean + at), all(beta1)), f32x4.mul(g, all(1 - beta1)));
    const v = f32x4.add(f32x4.mul(v128.load(square + at), all(beta2)), f32x4.mul(f32x4.mul(g, g), all(1 - beta2)));
    v128.store(mean + at, m);
    v128.store(square + at, v);
    v128.store(weight + at, f32x4.sub(v128.load(weight + at), f32x4.div(f32x4.mul(m, all(rate)), f32x4.add(f32x4.sqrt(v), all(epsilon)))));
  }
  for (; j < count; j++) {
    const at = j * 4, g = load<f32>(gradient + at);
    const m = load<f32>(mean + at) * beta1 + g * (1 - beta1);
    const v = load<f32>(square + at) * beta2 + g * g * (1 - beta2);
    store<f32>(mean + at, m);
    store<f32>(square + at, v);
    store<f32>(weight + at, load<f32>(weight + at) - (m * rate) / (sqrt<f32>(v) + epsilon));
  }
}
