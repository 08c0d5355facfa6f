// One step of a GRU for a batch; gates in the order reset, update, candidate. The reset works on the product of the state
// (Cho et al. 2014 in the form of cuDNN), so that all products of the states are one.
import { all, sigmoid, tanh } from './lanes';

// @ts-ignore: decorator
@inline function mixed(z: v128, n: v128, h: v128): v128 { return f32x4.add(n, f32x4.mul(z, f32x4.sub(h, n))); }

// `gates` come from the inputs and are replaced by the gates; `states` come from the state before. The first step has none: address 0.
export function gruStep(gates: usize, states: usize, before: usize, hidden: usize, batch: usize, units: usize): void {
  const gate = units * 4;
  for (let b: usize = 0; b < batch; b++) {
    for (let j: usize = 0; j < units; j += 4) {
      const z = gates + (b * 3 * units + j) * 4, s = states + (b * 3 * units + j) * 4, at = (b * units + j) * 4;
      if (j + 4 <= units) {
        const reset = sigmoid(f32x4.add(v128.load(z), v128.load(s))), update = sigmoid(f32x4.add(v128.load(z + gate), v128.load(s + gate)));
        const candidate = tanh(f32x4.add(v128.load(z + 2 * gate), f32x4.mul(reset, v128.load(s + 2 * gate))));
        v128.store(z, reset); v128.store(z + gate, update); v128.store(z + 2 * gate, candidate);
        v128.store(hidden + at, mixed(update, candidate, before ? v128.load(before + at) : all(0)));
      } else {
        for (let rest: usize = 0; rest < (units - j) * 4; rest += 4) gruUnit(z + rest, s + rest, before ? before + at + rest : 0, hidden + at + rest, gate);
      }
    }
  }
}

function gruUnit(z: usize, s: usize, before: usize, hidden: usize, gate: usize): void {
  const reset = sigmoid(f32x4.add(v128.load32_splat(z), v128.load32_splat(s))), update = sigmoid(f32x4.add(v128.load32_splat(z + gate), v128.load32_splat(s + gate)));
  const candidate = tanh(f32x4.add(v128.load32_splat(z + 2 * gate), f32x4.mul(reset, v128.load32_splat(s + 2 * gate))));
  v128.store_lane<f32>(z, reset, 0); v128.store_lane<f32>(z + gate, update, 0); v128.store_lane<f32>(z + 2 * gate, candidate, 0);
  v128.store_lane<f32>(hidden, mixed(update, candidate, before ? v128.load32_splat(before) : all(0)), 0);
}

// @ts-ignore: decorator
@inline function throughSigmoid(s: v128, d: v128): v128 { return f32x4.mul(d, f32x4.mul(s, f32x4.sub(all(1), s))); }

// @ts-ignore: decorator
@inline function throughTanh(t: v128, d: v128): v128 { return f32x4.mul(d, f32x4.sub(all(1), f32x4.mul(t, t))); }

// Replaces gates and states by the gradients of what was added up for them. dNext goes in with what came back from the next
// step and comes out with the part that goes straight to the state before; the products with the weights are the caller's.
export function gruStepGradient(gates: usize, states: usize, before: usize, dAbove: usize, dNext: usize, batch: usize, units: usize): void {
  const gate = units * 4;
  for (let b: usize = 0; b < batch; b++) {
    for (let j: usize = 0; j < units; j += 4) {
      const z = gates + (b * 3 * units + j) * 4, s = states + (b * 3 * units + j) * 4, at = (b * units + j) * 4;
      if (j + 4 <= units) {
        const reset = v128.load(z), update = v128.load(z + gate), candidate = v128.load(z + 2 * gate);
        const dh = f32x4.add(v128.load(dAbove + at), v128.load(dNext + at)), h = before ? v128.load(before + at) : all(0);
        const dCandidate = throughTanh(candidate, f32x4.mul(dh, f32x4.sub(all(1), update)));
        const dReset = throughSigmoid(reset, f32x4.mul(dCandidate, v128.load(s + 2 * gate))), dUpdate = throughSigmoid(update, f32x4.mul(dh, f32x4.sub(h, candidate)));
        v128.store(z, dReset); v128.store(z + gate, dUpdate); v128.store(z + 2 * gate, dCandidate);
        v128.store(s, dReset); v128.store(s + gate, dUpdate); v128.store(s + 2 * gate, f32x4.mul(dCandidate, reset));
        v128.store(dNext + at, f32x4.mul(dh, update));
      } else {
        for (let rest: usize = 0; rest < (units - j) * 4; rest += 4) gruUnitGradient(z + rest, s + rest, before ? before + at + rest : 0, dAbove + at + rest, dNext + at + rest, gate);
      }
    }
  }
}

function gruUnitGradient(z: usize, s: usize, before: usize, dAbove: usize, dNext: usize, gate: usize): void {
  const reset = v128.load32_splat(z), update = v128.load32_splat(z + gate), candidate = v128.load32_splat(z + 2 * gate);
  const dh = f32x4.add(v128.load32_splat(dAbove), v128.load32_splat(dNext)), h = before ? v128.load32_splat(before) : all(0);
  const dCandidate = throughTanh(candidate, f32x4.mul(dh, f32x4.sub(all(1), update)));
  const dReset = throughSigmoid(reset, f32x4.mul(dCandidate, v128.load32_splat(s + 2 * gate))), dUpdate = throughSigmoid(update, f32x4.mul(dh, f32x4.sub(h, candidate)));
  v128.store_lane<f32>(z, dReset, 0); v128.store_lane<f32>(z + gate, dUpdate, 0); v128.store_lane<f32>(z + 2 * gate, dCandidate, 0);
  v128.store_lane<f32>(s, dReset, 0); v128.store_lane<f32>(s + gate, dUpdate, 0); v128.store_lane<f32>(s + 2 * gate, f32x4.mul(dCandidate, reset), 0);
  v128.store_lane<f32>(dNext, f32x4.mul(dh, update), 0);
}

// The state of a plain recurrent layer: tanh of what was added up, in place.
export function tanhInPlace(x: usize, count: usize): void {
  let j: usize = 0;
  for (; j + 4 <= count; j += 4) v128.store(x + j * 4, tanh(v128.load(x + j * 4)));
  for (; j < count; j++) v128.store_lane<f32>(x + j * 4, tanh(v128.load32_splat(x + j * 4)), 0);
}

// slope = (dAbove + dNext)·(1 − h²).
export function tanhGradient(h: usize, dAbove: usize, dNext: usize, slope: usize, count: usize): void {
  let j: usize = 0;
  for (; j + 4 <= count; j += 4) v128.store(slope + j * 4, throughTanh(v128.load(h + j * 4), f32x4.add(v128.load(dAbove + j * 4), v128.load(dNext + j * 4))));
  for (; j < count; j++) {
    const value = load<f32>(h + j * 4);
    store<f32>(slope + j * 4, (load<f32>(dAbove + j * 4) + load<f32>(dNext + j * 4)) * (1 - value * value));
  }
}
