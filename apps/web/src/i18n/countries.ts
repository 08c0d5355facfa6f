const A = 65;
const letters = Array.from({ length: 26 }, (_, i) => String.fromCodePoint(A + i));
/** Codes the runtime names that are not countries: unions, reserved and test codes. */
const notCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA', 'XK']);

/** Every country by its name in a language, as options of a select, sorted as that language sorts. */
export function countries(locale: string): { value: string; label: string }[] {
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  const codes = letters.flatMap((a) => letters.map((b) => a + b)).filter((c) => !notCountries.has(c) && english.of(c) !== undefined && new Intl.Locale('und', { region: c }).maximize().region === c);
  return codes.map((c) => ({ value: c, label: names.of(c) ?? c })).toSorted((a, b) => a.label.localeCompare(b.label, locale));
}
