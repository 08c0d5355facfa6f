interface Spot { x: number; y: number; width: number }
const HIGH = 14;
const AWAY = 10;

/** Where the names of points go (left end, middle line): right, left, above or below, the first place that is free; right where none is. */
export function placeLabels(points: readonly Spot[], room: number): { x: number; y: number }[] {
  const taken = points.map((p) => ({ left: p.x - 6, right: p.x + 6, top: p.y - 6, bottom: p.y + 6, own: p }));
  return points.map((p) => {
    const tries = [{ x: p.x + AWAY, y: p.y }, { x: p.x - AWAY - p.width, y: p.y }, { x: p.x - p.width / 2, y: p.y - 15 }, { x: p.x - p.width / 2, y: p.y + 16 }];
    const inside = tries.filter((t) => t.x >= 0 && t.x + p.width <= room);
    const free = inside.find((t) => !taken.some((o) => o.own !== p && t.x < o.right && t.x + p.width > o.left && t.y - HIGH / 2 < o.bottom && t.y + HIGH / 2 > o.top));
    const at = free ?? inside[0] ?? tries[0]!;
    taken.push({ left: at.x, right: at.x + p.width, top: at.y - HIGH / 2, bottom: at.y + HIGH / 2, own: p });
    return at;
  });
}

/** Of labels in their order along an axis, those that do not lie over the one kept before them: each with its middle and its width. */
export function apart<T extends { middle: number; width: number }>(labels: readonly T[]): T[] {
  let end = -Infinity;
  return labels.filter(({ middle, width }) => {
    const free = middle - width / 2 >= end;
    if (free) end = middle + width / 2 + AWAY;
    return free;
  });
}
