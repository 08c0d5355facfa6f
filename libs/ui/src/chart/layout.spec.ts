import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scaleOf, stepOf } from './axes.tsx';
import { linePath } from './line-chart.tsx';
import { apart, placeLabels } from './labels.ts';
import { layoutSankey } from './sankey-layout.ts';
import { paretoFront } from './scatter.tsx';
import { layers } from './stacked-area.tsx';
import { piecesAt } from './stacked-bars.tsx';
import { bridge } from './waterfall.tsx';

test('what is paid out is stacked below zero, what comes in above; unknown takes no room', () => {
  const series = [{ ys: [3] }, { ys: [-2] }, { ys: [null] }, { ys: [4] }, { ys: [-1] }];
  expect(piecesAt(series, 0)).toEqual([{ series: 0, from: 0, to: 3 }, { series: 1, from: 0, to: -2 }, { series: 3, from: 3, to: 7 }, { series: 4, from: -2, to: -3 }]);
});

test('a bridge ends where its changes lead, and a total stands on the ground', () => {
  expect(bridge([{ name: 'a', value: 100, kind: 'total' }, { name: 'b', value: -40 }, { name: 'c', value: 15 }, { name: 'd', value: 75, kind: 'total' }]))
    .toEqual([{ from: 0, to: 100 }, { from: 100, to: 60 }, { from: 60, to: 75 }, { from: 0, to: 75 }]);
});

test('areas lie on each other without gaps', () => {
  expect(layers([{ ys: [0.8, 0.6] }, { ys: [0.2, null] }, { ys: [0, 0.4] }], 2)).toEqual([
    [{ low: 0, high: 0.8 }, { low: 0, high: 0.6 }], [{ low: 0.8, high: 1 }, { low: 0.6, high: 0.6 }], [{ low: 1, high: 1 }, { low: 0.6, high: 1 }],
  ]);
});

test('the front keeps the cheap and the accurate, and drops what another beats in both', () => {
  const at = (name: string, x: number, y: number) => ({ name, x, y });
  const front = paretoFront([at('cnn', 2, 0.97), at('lstm', 3, 0.95), at('naive', 0, 0.1), at('transformer', 5, 0.98)], 'low-x-high-y');
  expect(front.map((p) => p.name)).toEqual(['naive', 'cnn', 'transformer']);
});

test('an unknown value parts a line instead of being drawn as zero', () => {
  expect(linePath([1, 2, null, 4], (i) => i * 10, (v) => v)).toBe('M0,1L10,2M30,4Z');
});

test('a scale has room for all values, for none, and for only zeros', () => {
  expect(scaleOf([], 0, 100).ticks.length).toBeGreaterThan(1);
  expect(scaleOf([0, 0], 0, 100).scale(0)).toBe(100);
  fc.assert(fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 1 }), (values) => {
    const { scale } = scaleOf(values, 8, 200);
    for (const v of values) { expect(scale(v)).toBeGreaterThanOrEqual(7.999); expect(scale(v)).toBeLessThanOrEqual(200.001); }
  }));
});

test('labels are thinned out until they fit', () => {
  expect(stepOf(['Jan', 'Feb', 'Mar'], 400)).toBe(1);
  expect(stepOf(Array.from({ length: 36 }, () => 'Nov 2026'), 640)).toBe(4);
});

test('what flows into a node of a Sankey has the same width as what flows out, and nothing overlaps', () => {
  const { nodes, ribbons, columns } = layoutSankey([{ from: 'Seed', to: 'Cash', value: 80 }, { from: 'Grant', to: 'Cash', value: 20 }, { from: 'Cash', to: 'Pay', value: 60 }, { from: 'Cash', to: 'GPUs', value: 40 }], 300);
  expect(columns).toBe(3);
  const cash = nodes.find((n) => n.name === 'Cash')!;
  const thick = (side: 'from' | 'to') => ribbons.filter((r) => r[side] === 'Cash').reduce((a, r) => a + r.thickness, 0);
  expect(thick('to')).toBeCloseTo(cash.height);
  expect(thick('from')).toBeCloseTo(cash.height);
  for (const n of nodes) expect(n.y + n.height).toBeLessThanOrEqual(300.001);
});

test('a circle of money does not hang the layout', () => {
  expect(layoutSankey([{ from: 'a', to: 'b', value: 1 }, { from: 'b', to: 'a', value: 1 }], 100).nodes).toHaveLength(2);
});

test('names of points that are close to each other do not overlap, and stay inside', () => {
  const placed = placeLabels([{ x: 100, y: 50, width: 60 }, { x: 130, y: 52, width: 40 }, { x: 395, y: 50, width: 50 }], 400);
  expect(placed[0]).toEqual({ x: 30, y: 50 });
  expect(placed[1]).toEqual({ x: 140, y: 52 });
  expect(placed[2]!.x + 50).toBeLessThan(396);
});

test('labels of an axis that would lie over the one before are left out; the first stays', () => {
  const at = (middle: number) => ({ middle, width: 40 });
  expect(apart([at(50), at(80), at(100), at(150)])).toEqual([at(50), at(100), at(150)]);
  expect(apart([])).toEqual([]);
});
