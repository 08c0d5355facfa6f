export const locales = ['en', 'zh'] as const;
export type Locale = (typeof locales)[number];

/** The locale of a cookie, else the best of an Accept-Language header, else English. */
export function chooseLocale(cookie: string | undefined, accept: string | null): Locale {
  const known = (tag: string | undefined) => locales.find((l) => tag?.toLowerCase().split('-')[0] === l);
  const asked = (accept ?? '').split(',').map((part, i) => {
    const [tag, q] = part.trim().split(';q=');
    return { tag, q: q === undefined ? 1 : Number(q) || 0, i };
  }).toSorted((a, b) => b.q - a.q || a.i - b.i);
  return known(cookie) ?? asked.map((a) => known(a.tag)).find((l) => l !== undefined) ?? 'en';
}
