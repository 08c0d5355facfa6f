import { FocusReader } from './focus.ts';

/** A small FOCUS bill of our own: a credit, a literal NULL, a tag that names the purpose, a column no one knows. */
export const header = ['BilledCost', 'BillingCurrency', 'ChargeDescription', 'ChargePeriodStart', 'ProviderName', 'ServiceCategory', 'ServiceName', 'Tags', 'x_Team'];

export const rows: string[][] = [
  ['1200.005', 'USD', 'p5.48xlarge on demand', '2026-09-03 00:00:00', 'AWS', 'Compute', 'Amazon EC2', 'NULL', 'ml'],
  ['310.333', 'USD', 'Input tokens, Claude', '2026-09-12T04:00:00Z', 'AWS', 'AI and Machine Learning', 'Amazon Bedrock', 'NULL', 'NULL'],
  ['-25.00', 'USD', 'Activate credit', '2026-09-30 00:00:00', 'AWS', 'Compute', 'Amazon EC2', 'NULL', 'ml'],
  ['12.3349', 'USD', 'Standard storage', '2026-10-01 00:00:00', 'AWS', 'Storage', 'Amazon S3', 'NULL', 'ml'],
  ['8e-07', 'USD', 'Requests', '2026-10-01 00:00:00', 'AWS', 'Integration', 'Amazon SQS', '{"purpose": "training"}', 'ml'],
];

/** A fingerprint good enough for a test: the text itself. */
export const asIs = (text: string): string => text;

export function read(table: readonly string[][] = rows, columns: readonly string[] = header): FocusReader {
  const reader = new FocusReader(columns, asIs);
  table.forEach((cells, i) => reader.take(i + 2, cells));
  return reader;
}

export const changed = (row: number, column: string, value: string): string[][] => rows.map((r, i) => (i === row ? r.with(header.indexOf(column), value) : r));
