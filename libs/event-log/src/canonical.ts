/**
 * JSON text with one spelling only: keys sorted by code unit, no white space, undefined members left out (RFC 8785's
 * order and number form). Throws on what JSON cannot hold (NaN, bigint, functions), rather than record null for it.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} cannot be recorded as JSON`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} cannot be recorded as JSON`);
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonicalJson(value.toJSON());
  return members(value as Record<string, unknown>);
}

function members(object: Record<string, unknown>): string {
  let text = '';
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value !== undefined) text += `${text === '' ? '{' : ','}${JSON.stringify(key)}:${canonicalJson(value)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}
