const SEPARATORS = [',', ';', '\t'];

/** What separates the cells of a CSV file: the comma, semicolon or tab that stands most often in its header line. */
export function separatorOf(text: string): string {
  const header = text.slice(0, text.search(/\r?\n|$/));
  return SEPARATORS.reduce((best, s) => (header.split(s).length > header.split(best).length ? s : best), SEPARATORS[0]!);
}
