import { renderToStaticMarkup as html } from 'react-dom/server';
import { expect, test } from 'vitest';
import { formatters } from '../format/formatters.ts';
import { LineChart } from '../chart/line-chart.tsx';
import { MoneyField } from '../form/fields.tsx';
import { FormContext, problemOf } from '../form/problems.ts';
import { Amount, NumberText } from './amount.tsx';
import { Figure, verdict } from './figure.tsx';
import { Table } from './table.tsx';

const f = formatters('en');

test('a figure copies exactly, shows the exact amount on hover, and is a dash when unknown', () => {
  expect(html(<Amount money={{ amount: 125_000_050, currency: 'EUR' }} f={f} as="tile" />)).toBe('<span class="num" data-copy="1250000.50" title="€1,250,000.50">€1.25M</span>');
  expect(html(<Amount money={null} f={f} />)).toBe('<span class="num muted">—</span>');
  expect(html(<NumberText value={Number.NaN} f={f} unit="GPUh" />)).toBe('<span class="num muted">—</span>');
});

test('burn that rises is bad, cash that rises is good, no change is neither', () => {
  expect([verdict(5, 'down'), verdict(5, 'up'), verdict(0, 'up'), verdict(-5, 'down'), verdict(null, 'up'), verdict(5, 'neither')]).toEqual(['bad', 'good', 'none', 'good', null, 'none']);
  expect(html(<Figure label="Net burn" value="€80K" change={{ by: 0.2, text: '20%', goodWhen: 'down' }} />)).toContain('data-is="bad"');
});

test('a table says what it is, marks rows that open, and pins its totals', () => {
  const page = html(<Table caption="Safes" rows={[{ id: 'a', n: 1 }]} rowKey={(r) => r.id} rowHref={(r) => `?sheet=${r.id}`}
    columns={[{ key: 'id', header: 'Investor', cell: (r) => r.id, total: 'Total' }, { key: 'n', header: 'EUR', align: 'right', cell: (r) => r.n, total: 1 }]} />);
  expect(page).toContain('<caption>Safes</caption>');
  expect(page).toContain('<tr data-href="?sheet=a" tabindex="-1">');
  expect(page).toContain('<tfoot>');
  expect(html(<Table caption="Safes" rows={[]} rowKey={() => ''} columns={[]} empty={<p>none yet</p>} />)).toBe('<p>none yet</p>');
});

test('a field shows the problem of its own path and of what lies below it', () => {
  expect(problemOf({ 'amount.amount': 'too large' }, 'amount')).toBe('too large');
  expect(problemOf({ amounts: 'x' }, 'amount')).toBeUndefined();
  const field = html(<FormContext value={{ errors: { 'amount.amount': 'too large' }, readOnly: false }}><MoneyField name="amount" label="Amount" currency="EUR" /></FormContext>);
  expect(field).toMatch(/aria-invalid="true".*too large/s);
});

test('a chart carries its values as words and as a table', () => {
  const words = { table: 'Table', chart: 'Chart', today: 'today', range: 'p10–p90', total: 'total' };
  const page = html(<LineChart title="Cash" words={words} say={(v) => `€${v}`} xs={[{ key: '1', label: 'Jan' }, { key: '2', label: 'Feb' }]} lines={[{ name: 'actual', kind: 'actual', ys: [5, null] }]} />);
  expect(page).toContain('aria-label="Jan, actual €5"');
  expect(page).toContain('aria-label="Feb"');
  expect(page).toContain('>—</td>');
  expect(page).not.toContain('NaN');
});
