type Value = string | number | null;
export type Rows = readonly (readonly Value[])[];

/** A text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection). */
export const inert = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);
const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Rows as CSV (RFC 4180), with a byte order mark so that spreadsheets read the letters right: the one place where CSV is written for people. */
export const csvOf = (rows: Rows): string => `\uFEFF${rows.map((row) => row.map((v) => (typeof v === 'string' ? quoted(inert(v)) : v === null ? '' : String(v))).join(',')).join('\r\n')}\r\n`;

/** A file to save, never one that a browser shows or guesses about. */
export const attached = (body: string | Uint8Array<ArrayBuffer>, type: string, name: string): Response =>
  new Response(body, { headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' } });
