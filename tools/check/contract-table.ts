import { readFileSync } from 'node:fs';

interface Report { testResults: { assertionResults: { ancestorTitles: string[]; title: string; status: string }[] }[] }

const SUITE = /^the log contract(?:, [^:]+)?: (.+)$/;
const MODEL = /^(whatever is asked of it, [^:]+): (.+)$/;
const REASON = /\(?(skipped: [^)]+)\)?/;
const signs: Readonly<Record<string, string>> = { passed: '✓', failed: '✗' };

/** One outcome of one property for one adapter; undefined for tests of something else. */
function outcomeOf({ ancestorTitles, title, status }: Report['testResults'][number]['assertionResults'][number]) {
  const suite = ancestorTitles.map((one) => SUITE.exec(one)?.[1]).find((adapter) => adapter !== undefined);
  const model = MODEL.exec(title);
  const [property, adapter] = suite === undefined ? [model?.[1], model?.[2]] : [title, suite];
  if (property === undefined || adapter === undefined) return undefined;
  const reason = ancestorTitles.map((one) => REASON.exec(one)?.[1]).find((one) => one !== undefined);
  return { property, adapter, sign: signs[status] ?? (reason ? 'skipped' : status), reason: status === 'passed' ? undefined : reason };
}

/** The contract of the log as a Markdown table, adapter by property, from Vitest's JSON report; and why what was skipped was. */
export function contractTable(file: string): { readonly table: string; readonly skipped: readonly string[]; readonly failed: number } {
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const all = testResults.flatMap(({ assertionResults }) => assertionResults.flatMap((one) => outcomeOf(one) ?? []));
  const adapters = [...new Set(all.map(({ adapter }) => adapter))].toSorted((a, b) => b.localeCompare(a));
  const rows = [...Map.groupBy(all, ({ property }) => property)].map(([property, own]) => [property, ...adapters.map((adapter) => own.find((one) => one.adapter === adapter)?.sign ?? '–')]);
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return {
    table: [line(['property', ...adapters]), line(['---', ...adapters.map(() => ':---:')]), ...rows.map(line)].join('\n'),
    skipped: [...new Set(all.flatMap(({ adapter, reason }) => (reason === undefined ? [] : [`${adapter}: ${reason}`])))],
    failed: all.filter(({ sign }) => sign === '✗').length,
  };
}
