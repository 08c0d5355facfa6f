/** Messages under `try.words`. Those with a name in braces are filled by `filled`. */
export type TryWords = Readonly<Record<
  'ask' | 'asking' | 'example' | 'examples' | 'loading' | 'noExamples' | 'truth' | 'right' | 'wrong' | 'said' | 'took' | 'unread' | 'missing' | 'draw' | 'clear' | 'upload' | 'picked' |
  'text' | 'beginning' | 'length' | 'temperature' | 'temperatureHint' | 'seed' | 'rows' | 'rowsHint' | 'shares' | 'more', string>>;

export const filled = (sentence: string, values: Readonly<Record<string, string | number>>): string => sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
