interface Place { readonly x: number; readonly y: number }
interface Size { readonly height: number; readonly width: number; readonly channels: number }

/** A pen as wide as those of the digits: about a fourteenth of the picture. */
const penOf = ({ width, height }: Size): number => Math.max(0.8, Math.min(width, height) / 20);

const distance = ({ x, y }: Place, from: Place, to: Place): number => {
  const [dx, dy] = [to.x - from.x, to.y - from.y], length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / length));
  return Math.hypot(x - from.x - along * dx, y - from.y - along * dy);
};

/** The picture with a white stroke from one place to another, soft at its edge. Places are in pixels from the upper left corner. */
export function stroked(size: Size, pixels: readonly number[], from: Place, to: Place): number[] {
  const pen = penOf(size);
  return pixels.map((value, i) => {
    const at = Math.floor(i / size.channels), centre = { x: (at % size.width) + 0.5, y: Math.floor(at / size.width) + 0.5 };
    return Math.max(value, Math.round(255 * Math.max(0, Math.min(1, pen + 0.5 - distance(centre, from, to)))));
  });
}
