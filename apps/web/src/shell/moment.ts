/** An instant from what stands in the URL: `2026-03-31` is the end of that day, `2026-03-31T12:00` that minute (UTC); undefined when it is no moment. */
export function momentOf(text: string | null | undefined): string | undefined {
  if (!text) return undefined;
  const m = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?Z?)?$/.exec(text);
  if (!m) return undefined;
  const iso = m[2] ? `${m[1]}T${m[2]}${m[3] ?? ':00'}Z` : `${m[1]}T23:59:59.999Z`;
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== m[1] ? undefined : at.toISOString();
}
