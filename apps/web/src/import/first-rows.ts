/** The first rows of a CSV text, to show which column is which; the import itself reads the file on the server. */
export function firstRows(text: string, most: number): string[][] {
  const line = text.slice(0, text.search(/[\r\n]/) + 1 || 4096);
  const delimiter = [',', ';', '\t'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0]!;
  const rows: string[][] = [[]];
  let [cell, quoted] = ['', false];
  for (const [i, c] of [...text.slice(0, 65_536).replace(/^\uFEFF/, '')].entries()) {
    const row = rows.at(-1)!;
    if (c === '"') quoted = !quoted;
    else if (c === delimiter && !quoted) { row.push(cell); cell = ''; }
    else if ((c === '\n' || c === '\r') && !quoted) {
      if (cell !== '' || row.length > 0) { row.push(cell); cell = ''; rows.push([]); }
      if (rows.length > most) break;
    } else cell += c;
    if (i > 65_000) break;
  }
  if (cell !== '') rows.at(-1)!.push(cell);
  return rows.filter((r) => r.length > 0).slice(0, most);
}
