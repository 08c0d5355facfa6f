export interface Flow { from: string; to: string; value: number }
export interface Node { name: string; column: number; value: number; y: number; height: number }
export interface Ribbon extends Flow { y0: number; y1: number; thickness: number }
export interface SankeyLayout { columns: number; nodes: Node[]; ribbons: Ribbon[] }

/** Column of each node: one right of its furthest source. Flows that run in a circle are left out, as the drawing has no way back. */
function columnsOf(flows: readonly Flow[]): Map<string, number> {
  const column = new Map<string, number>();
  const visit = (name: string, trail: readonly string[]): number => {
    const known = column.get(name);
    if (known !== undefined) return known;
    const sources = flows.filter((f) => f.to === name && !trail.includes(f.from));
    const at = sources.length === 0 ? 0 : 1 + Math.max(...sources.map((f) => visit(f.from, [...trail, name])));
    column.set(name, at);
    return at;
  };
  for (const f of flows) { visit(f.from, []); visit(f.to, []); }
  return column;
}

/** Places nodes and ribbons in a height: one scale for all, nodes of a column below each other in the order given, `gap` between them. */
export function layoutSankey(all: readonly Flow[], height: number, gap = 12): SankeyLayout {
  const flows = all.filter((f) => Number.isFinite(f.value) && f.value > 0 && f.from !== f.to);
  const column = columnsOf(flows);
  const through = (name: string) => Math.max(sum(flows.filter((f) => f.from === name)), sum(flows.filter((f) => f.to === name)));
  const columns = Math.max(0, ...column.values()) + 1;
  const byColumn = Array.from({ length: columns }, (_, c) => [...column].filter(([, at]) => at === c).map(([name]) => name));
  const scale = Math.min(...byColumn.filter((names) => names.length > 0).map((names) => (height - gap * (names.length - 1)) / names.reduce((a, n) => a + through(n), 0)), Number.POSITIVE_INFINITY);
  const nodes = byColumn.flatMap((names, c) => {
    let y = 0;
    return names.map((name) => {
      const node = { name, column: c, value: through(name), y, height: through(name) * scale };
      y += node.height + gap;
      return node;
    });
  });
  return { columns, nodes, ribbons: ribbonsOf(flows, nodes, scale) };
}

function ribbonsOf(flows: readonly Flow[], nodes: readonly Node[], scale: number): Ribbon[] {
  const out = new Map(nodes.map((n) => [n.name, n.y]));
  const into = new Map(out);
  return flows.map((f) => {
    const thickness = f.value * scale;
    const [y0, y1] = [out.get(f.from)!, into.get(f.to)!];
    out.set(f.from, y0 + thickness);
    into.set(f.to, y1 + thickness);
    return { ...f, y0, y1, thickness };
  });
}

const sum = (flows: readonly Flow[]) => flows.reduce((a, f) => a + f.value, 0);
