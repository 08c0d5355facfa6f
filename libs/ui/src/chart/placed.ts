type Place = Partial<Record<'left' | 'width' | 'height' | 'minWidth', number>>;

/**
 * Places an element in pixels, as its `ref`: `<div ref={placed({ left })}>`. A style attribute in the page's HTML would
 * be held back by its policy; what a script sets is not.
 */
export const placed = (place: Place) => (node: HTMLElement | null): void => {
  if (node) for (const [name, px] of Object.entries(place)) node.style[name as keyof Place] = `${px}px`;
};
