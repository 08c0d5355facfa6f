import { Fraction } from '@capstan/kernel';
import type { Shaped } from '../reading.ts';

const MARK = 'capstan:';

/** What our facts say and the format has no field for travels in a comment, as JSON behind a mark. */
export const ourComment = (said: Shaped): string[] => (Object.values(said).some((x) => x !== undefined) ? [`${MARK}${JSON.stringify(said)}`] : []);

/** What such a comment of an object says; nothing where there is none. */
export function ourWords(value: Shaped): Shaped {
  const comments = Array.isArray(value['comments']) ? (value['comments'] as unknown[]) : [];
  const mine = comments.find((c): c is string => typeof c === 'string' && c.startsWith(MARK));
  if (mine === undefined) return {};
  try {
    const said: unknown = JSON.parse(mine.slice(MARK.length));
    return typeof said === 'object' && said !== null ? (said as Shaped) : {};
  } catch {
    return {};
  }
}

/** An exact price that such a comment names, because ten decimal places could not. */
export const ourFraction = (value: Shaped, name: string): Fraction | undefined => Fraction.safeParse(ourWords(value)[name]).data;
