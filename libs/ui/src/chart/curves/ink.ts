import type { Ink, Stroke } from './paint.ts';

/** The theme's colours as a canvas understands them: read from an element, because `light-dark()` is resolved there. */
export function inkOf(element: HTMLElement): Ink {
  const probe = element.ownerDocument.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const say = (name: string) => { probe.style.color = `var(--${name})`; return getComputedStyle(probe).color; };
  const ink = { text: say('text'), muted: say('text-muted'), line: say('line'), surface: say('surface'), series: [1, 2, 3, 4, 5, 6].map((n) => say(`series-${n}`)) };
  probe.remove();
  return ink;
}

const dashes = [[], [7, 3], [2, 3], [8, 3, 2, 3]];
const HUES = 6;

/** How the nth line is drawn: six colours, and after them the same ones in other dashes. */
export const strokeOf = (n: number, ink: Ink, faint = false): Stroke => ({ color: ink.series[n % HUES]!, dash: faint ? [] : dashOf(n), width: faint ? 1 : 1.75, alpha: faint ? 0.3 : 1 });
export const dashOf = (n: number): readonly number[] => dashes[Math.floor(n / HUES) % dashes.length]!;

/** Calls when the theme may have changed: the system's or the one chosen here. */
export function onTheme(changed: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)'), chosen = new MutationObserver(changed);
  dark.addEventListener('change', changed);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
  return () => { dark.removeEventListener('change', changed); chosen.disconnect(); };
}
