// One step of an LSTM for a batch; gates in the order input, forget, candidate, output (Hochreiter & Schmidhuber 1997 with forget gate).
import { all, sigmoid, tanh } from './lanes';

// Reads the pre-activations of the gates and leaves the gates in their place. The first step has no earlier cell: address 0.
export function lstmStep(gates: usize, before: usize, cell: usize, hidden: usize, batch: usize, units: usize): void {
  const gate = units * 4;
  for (let b: usize = 0; b < batch; b++) {
    let j: usize = 0;
    for (; j + 8 <= units; j += 8) {
      const z = gates + (b * 4 * units + j) * 4, at = (b * units + j) * 4;
      eightUnits(z, gate, before ? before + at : 0, cell + at, hidden + at);
    }
    for (; j < units; j += 4) {
      const z = gates + (b * 4 * units + j) * 4, at = (b * units + j) * 4;
      if (j + 4 <= units) {
        const i = sigmoid(v128.load(z)), f = sigmoid(v128.load(z + gate)), g = tanh(v128.load(z + 2 * gate)), o = sigmoid(v128.load(z + 3 * gate));
        const c = f32x4.add(f32x4.mul(f, before ? v128.load(before + at) : all(0)), f32x4.mul(i, g));
        v128.store(z, i); v128.store(z + gate, f); v128.store(z + 2 * gate, g); v128.store(z + 3 * gate, o);
        v128.store(cell + at, c);
        v128.store(hidden + at, f32x4.mul(o, tanh(c)));
      } else {
        for (let rest: usize = 0; rest < (units - j) * 4; rest += 4) lstmUnit(z + rest, before ? before + at + rest : 0, cell + at + rest, hidden + at + rest, gate);
      }
    }
  }
}

// Lanes side by side at fixed offsets, every load before the stores: the wide build joins them.
// @ts-ignore: decorator
@inline function eightUnits(z: usize, gate: usize, before: usize, cell: usize, hidden: usize): void {
  const i0 = sigmoid(v128.load(z)), i1 = sigmoid(v128.load(z, 16));
  const f0 = sigmoid(v128.load(z + gate)), f1 = sigmoid(v128.load(z + gate, 16));
  const g0 = tanh(v128.load(z + 2 * gate)), g1 = tanh(v128.load(z + 2 * gate, 16));
  const o0 = sigmoid(v128.load(z + 3 * gate)), o1 = sigmoid(v128.load(z + 3 * gate, 16));
  let c0 = f32x4.mul(i0, g0), c1 = f32x4.mul(i1, g1);
  if (before) {
    const b0 = v128.load(before), b1 = v128.load(before, 16);
    c0 = f32x4.add(f32x4.mul(f0, b0), c0);
    c1 = f32x4.add(f32x4.mul(f1, b1), c1);
  }
  v128.store(z, i0); v128.store(z, i1, 16);
  v128.store(z + gate, f0); v128.store(z + gate, f1, 16);
  v128.store(z + 2 * gate, g0); v128.store(z + 2 * gate, g1, 16);
  v128.store(z + 3 * gate, o0); v128.store(z + 3 * gate, o1, 16);
  v128.store(cell, c0); v128.store(cell, c1, 16);
  const h0 = f32x4.mul(o0, tanh(c0)), h1 = f32x4.mul(o1, tanh(c1));
  v128.store(hidden, h0); v128.store(hidden, h1, 16);
}

function lstmUnit(z: usize, before: usize, cell: usize, hidden: usize, gate: usize): void {
  const i = sigmoid(v128.load32_splat(z)), f = sigmoid(v128.load32_splat(z + gate)), g = tanh(v128.load32_splat(z + 2 * gate)), o = sigmoid(v128.load32_splat(z + 3 * gate));
  const c = f32x4.add(f32x4.mul(f, before ? v128.load32_splat(before) : all(0)), f32x4.mul(i, g));
  v128.store_lane<f32>(z, i, 0); v128.store_lane<f32>(z + gate, f, 0); v128.store_lane<f32>(z + 2 * gate, g, 0); v128.store_lane<f32>(z + 3 * gate, o, 0);
  v128.store_lane<f32>(cell, c, 0);
  v128.store_lane<f32>(hidden, f32x4.mul(o, tanh(c)), 0);
}

// @ts-ignore: decorator
@inline function throughSigmoid(s: v128, d: v128): v128 { return f32x4.mul(d, f32x4.mul(s, f32x4.sub(all(1), s))); }

// @ts-ignore: decorator
@inline function throughTanh(t: v128, d: v128): v128 { return f32x4.mul(d, f32x4.sub(all(1), f32x4.mul(t, t))); }

// Replaces the gates by the gradient of their pre-activations. dCell goes in for this step and comes out for the one before;
// the gradient of the hidden state is what came from above plus what came back from the next step.
export function lstmStepGradient(gates: usize, before: usize, cell: usize, dAbove: usize, dNext: usize, dCell: usize, batch: usize, units: usize): void {
  const gate = units * 4;
  for (let b: usize = 0; b < batch; b++) {
    for (let j: usize = 0; j < units; j += 4) {
      const z = gates + (b * 4 * units + j) * 4, at = (b * units + j) * 4;
      if (j + 4 <= units) {
        const i = v128.load(z), f = v128.load(z + gate), g = v128.load(z + 2 * gate), o = v128.load(z + 3 * gate);
        const t = tanh(v128.load(cell + at)), dh = f32x4.add(v128.load(dAbove + at), v128.load(dNext + at));
        const dc = f32x4.add(v128.load(dCell + at), throughTanh(t, f32x4.mul(dh, o)));
        v128.store(z, throughSigmoid(i, f32x4.mul(dc, g)));
        v128.store(z + gate, throughSigmoid(f, f32x4.mul(dc, before ? v128.load(before + at) : all(0))));
        v128.store(z + 2 * gate, throughTanh(g, f32x4.mul(dc, i)));
        v128.store(z + 3 * gate, throughSigmoid(o, f32x4.mul(dh, t)));
        v128.store(dCell + at, f32x4.mul(dc, f));
      } else {
        for (let rest: usize = 0; rest < (units - j) * 4; rest += 4) {
          lstmUnitGradient(z + rest, before ? before + at + rest : 0, cell + at + rest, dAbove + at + rest, dNext + at + rest, dCell + at + rest, gate);
        }
      }
    }
  }
}

function lstmUnitGradient(z: usize, before: usize, cell: usize, dAbove: usize, dNext: usize, dCell: usize, gate: usize): void {
  const i = v128.load32_splat(z), f = v128.load32_splat(z + gate), g = v128.load32_splat(z + 2 * gate), o = v128.load32_splat(z + 3 * gate);
  const t = tanh(v128.load32_splat(cell)), dh = f32x4.add(v128.load32_splat(dAbove), v128.load32_splat(dNext));
  const dc = f32x4.add(v128.load32_splat(dCell), throughTanh(t, f32x4.mul(dh, o)));
  v128.store_lane<f32>(z, throughSigmoid(i, f32x4.mul(dc, g)), 0);
  v128.store_lane<f32>(z + gate, throughSigmoid(f, f32x4.mul(dc, before ? v128.load32_splat(before) : all(0))), 0);
  v128.store_lane<f32>(z + 2 * gate, throughTanh(g, f32x4.mul(dc, i)), 0);
  v128.store_lane<f32>(z + 3 * gate, throughSigmoid(o, f32x4.mul(dh, t)), 0);
  v128.store_lane<f32>(dCell, f32x4.mul(dc, f), 0);
}
