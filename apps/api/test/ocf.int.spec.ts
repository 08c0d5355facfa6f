import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from './app.ts';

let api: TestApi;
let founder: Person;
beforeAll(async () => { api = await startApi(); founder = await api.signUp('Mira'); });
afterAll(() => api.close());

const manifest = { file_type: 'OCF_MANIFEST_FILE', ocf_version: '1.2.0', issuer: { object_type: 'ISSUER', id: 'issuer', legal_name: 'Made up Ltd', formation_date: '2019-01-01', country_of_formation: 'US', tax_ids: [] }, as_of: '2024-01-01', generated_at: '2024-01-01T00:00:00Z', stock_plans_files: [], stock_legend_templates_files: [], vesting_terms_files: [], valuations_files: [], stakeholders_files: [{ filepath: './people.json', md5: 'x' }], stock_classes_files: [{ filepath: './classes.json', md5: 'x' }], transactions_files: [{ filepath: './tx.json', md5: 'x' }] };
const mira = { object_type: 'STAKEHOLDER', id: 'mira', name: { legal_name: 'Mira Sand' }, stakeholder_type: 'INDIVIDUAL', tax_ids: [{ tax_id: '078-05-1120', country: 'US' }] };
const common = { object_type: 'STOCK_CLASS', id: 'common', name: 'Common', class_type: 'COMMON', default_id_prefix: 'CS-', initial_shares_authorized: '1000', votes_per_share: '1', seniority: '1' };
const issue = { object_type: 'TX_STOCK_ISSUANCE', id: 'tx1', date: '2020-01-01', security_id: 's1', custom_id: 'CS-1', stakeholder_id: 'mira', stock_class_id: 'common', share_price: { amount: '0.10', currency: 'EUR' }, quantity: '1000', stock_legend_ids: [], security_law_exemptions: [] };
const tx = (items: object[]) => [{ name: 'pkg/Manifest.json', content: manifest }, { name: 'pkg/people.json', content: { file_type: 'OCF_STAKEHOLDERS_FILE', items: [mira] } }, { name: 'pkg/classes.json', content: { file_type: 'OCF_STOCK_CLASSES_FILE', items: [common] } }, { name: 'pkg/tx.json', content: { file_type: 'OCF_TRANSACTIONS_FILE', items } }];
const sent = (items: object[]) => ({ files: tx(items).map(({ name, content }) => ({ name, text: JSON.stringify(content) })) });
const zipped = (entries: Record<string, string>) => Buffer.from(zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, new TextEncoder().encode(text)])))).toString('base64');
const capital = (company: string, path: string) => `/api/companies/${company}/capital/${path}`;
const events = async (company: string) => (await founder.get(`/api/companies/${company}/ledger/events`)).body.total as number;

test('a report first, then the record: the same content is not imported twice', async () => {
  const company = await api.found(founder, { foundedOn: '2024-01-01' });
  const before = await events(company);
  const report = await founder.post(capital(company, 'ocf/check'), sent([issue]));
  expect(report).toMatchObject({ status: 201, body: { version: '1.2.0', issuer: 'Made up Ltd', facts: 2, problemCount: 0, after: { issued: 1000, pool: 0, holders: 1 }, importedOn: null } });
  expect(report.body.types).toContainEqual({ type: 'TX_STOCK_ISSUANCE', objects: 1, recorded: 1 });
  expect(await events(company)).toBe(before);
  const done = await founder.post(capital(company, 'ocf'), sent([issue]));
  expect(done).toMatchObject({ status: 201, body: { facts: 2, recorded: 3, stated: 0 } });
  const table = await founder.get(capital(company, 'cap-table'));
  expect(table.body.holders).toMatchObject([{ name: 'Mira Sand', shares: 1000 }]);
  expect((await founder.get(capital(company, 'cap-table?on=2019-12-31'))).body.issued).toBe(0);
  expect(await founder.post(capital(company, 'ocf'), sent([issue]))).toMatchObject({ status: 409, body: { code: 'ocf-imported-before' } });
  expect((await founder.post(capital(company, 'ocf/check'), sent([issue]))).body.importedOn).not.toBeNull();
});

test('a dangling reference is refused with the id of the object and nothing is recorded; kept loose, it changes nothing', async () => {
  const company = await api.found(founder, { foundedOn: '2024-01-01' });
  const before = await events(company);
  const loose = sent([issue, { ...issue, id: 'tx2', security_id: 's2', stakeholder_id: 'nobody' }]);
  const refused = await founder.post(capital(company, 'ocf'), loose);
  expect(refused).toMatchObject({ status: 400, body: { code: 'ocf-refused', values: { count: 1 }, errors: [{ code: 'ocf-reference-dangling', path: 'pkg/tx.json, tx2, stakeholder_id', values: { object: 'tx2', value: 'nobody' } }] } });
  expect(await events(company)).toBe(before);
  expect(await founder.post(capital(company, 'ocf'), { ...loose, loose: 'keep' })).toMatchObject({ status: 201, body: { facts: 2, stated: 1 } });
  expect((await founder.get(capital(company, 'cap-table'))).body.issued).toBe(1000);
});

test('what a person is said to be is sealed in the log', async () => {
  const company = await api.found(founder, { foundedOn: '2024-01-01' });
  await founder.post(capital(company, 'ocf'), sent([issue]));
  const lines = (await founder.get(`/api/companies/${company}/ledger/events?type=StakeholderKept`)).body.lines as { id: string }[];
  expect((await founder.get(`/api/companies/${company}/ledger/events/${lines[0]!.id}`)).body).toMatchObject({ personal: ['stated'], data: { stakeholder: 'mira' } });
});

test('an export is a zip of a package that another company takes in with the same cap table', async () => {
  const [one, other] = [await api.found(founder, { foundedOn: '2024-01-01' }), await api.found(founder, { foundedOn: '2024-01-01' })];
  await founder.post(capital(one, 'ocf'), sent([issue]));
  await founder.post(capital(one, 'shares'), { holder: 'Jonas Berg', class: 'Common', shares: 500, issuedOn: '2024-05-01' });
  await founder.post(capital(one, 'safes'), { investor: 'Elbe Angels', amount: { amount: 40_000_00, currency: 'EUR' }, kind: 'post-money', cap: { amount: 600_000_00, currency: 'EUR' }, signedOn: '2024-06-01' });
  const { body } = await founder.get(capital(one, 'ocf'));
  const files = unzipSync(Buffer.from(body.zip as string, 'base64'));
  expect(Object.keys(files).sort()).toEqual((body.files as { name: string }[]).map((f) => f.name).sort());
  const written = JSON.parse(new TextDecoder().decode(files['Manifest.ocf.json'])) as { ocf_version: string; issuer: { tax_ids: unknown } };
  expect(written.ocf_version).toMatch(/^1\.2\./);
  expect(JSON.parse(new TextDecoder().decode(files['Stakeholders.ocf.json'])) as object).toMatchObject({ items: [mira, { name: { legal_name: 'Jonas Berg' } }, { name: { legal_name: 'Elbe Angels' } }] });
  expect(await founder.post(capital(other, 'ocf'), { zip: body.zip as string })).toMatchObject({ status: 201 });
  const shown = async (company: string) => { const t = (await founder.get(capital(company, 'cap-table'))).body; return { issued: t.issued, fullyDiluted: t.fullyDiluted, safes: t.safes, holders: (t.holders as { name: string; shares: number }[]).map((h) => [h.name, h.shares]) }; };
  expect(await shown(other)).toEqual(await shown(one));
});

test('a program that may see the cap table and nothing personal is told of people only their names', async () => {
  const company = await api.found(founder, { foundedOn: '2024-01-01' });
  await founder.post(capital(company, 'ocf'), sent([issue]));
  const expiresOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const { body: { secret } } = await founder.post(`/api/companies/${company}/tokens`, { name: 'Mirror', scopes: ['capital:read'], expiresOn });
  const { body } = await api.nobody.get(capital(company, 'ocf'), { authorization: `Bearer ${secret as string}` });
  expect(JSON.stringify(body.files)).toContain('Mira Sand');
  expect(JSON.stringify(body.files)).not.toContain('078-05-1120');
});

test.each([
  ['no files at all', {}, 'package-empty'],
  ['a way out of the package', { files: [{ name: '../etc/passwd.json', text: '{}' }] }, 'package-name'],
  ['a way out of the archive', { zip: zipped({ 'a/../../evil.json': '{}' }) }, 'package-name'],
  ['a drive', { zip: zipped({ 'c:/evil.json': '{}' }) }, 'package-name'],
  ['two files of one name', { files: [{ name: 'a.json', text: '{}' }, { name: './a.json', text: '{}' }] }, 'package-name-twice'],
  ['something that is no archive', { zip: Buffer.from('%PDF-1.7').toString('base64') }, 'package-not-zip'],
  ['a broken archive', { zip: zipped({ 'a.json': '{}' }).slice(0, 60) }, 'package-not-zip'],
  ['an archive that bursts', { zip: zipped({ 'a.json': ' '.repeat(20_000_000) }) }, 'package-ratio'],
  ['more than a package holds', { zip: zipped({ 'a.json': ' '.repeat(40_000_000) }) }, 'package-too-large'],
  ['too many files', { zip: zipped(Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`${i}.json`, '{}']))) }, 'package-too-many-files'],
])('%s is refused', async (_, body, code) => {
  const company = await api.found(founder, { foundedOn: '2024-01-01' });
  expect(await founder.post(capital(company, 'ocf/check'), body)).toMatchObject({ status: 409, body: { code } });
});

test('files that are no JSON are named and not read; JSON that is none is a problem', async () => {
  const company = await api.found(founder, { foundedOn: '2024-01-01' });
  const { files } = sent([issue]);
  const report = await founder.post(capital(company, 'ocf/check'), { files: [...files, { name: 'pkg/plan.pdf', text: '%PDF' }, { name: 'pkg/more.json', text: '{' }] });
  expect(report.body).toMatchObject({ ignored: ['pkg/plan.pdf'], problems: [{ code: 'ocf-file-not-json', file: 'pkg/more.json' }] });
});

const samples = new URL('../../../../shared/data/', import.meta.url);
const there = existsSync(samples);
test.skipIf(!there).each([['ocf-acme', 'refuse'], ['ocf-testpackage', 'refuse'], ['ocf-sample', 'keep']] as const)(`the sample package %s is imported${there ? '' : ' (skipped: ../shared is not here)'}`, async (name, loose) => {
  const company = await api.found(founder, { foundedOn: '2024-01-01', currency: 'USD' });
  const files = readdirSync(new URL(`${name}/`, samples)).map((file) => ({ name: file, text: readFileSync(new URL(`${name}/${file}`, samples), 'utf8') }));
  expect(await founder.post(capital(company, 'ocf'), { files, loose })).toMatchObject({ status: 201 });
  const { body } = await founder.get(capital(company, 'ocf'));
  const objects = (all: readonly { text: string }[]) => all.flatMap(({ text }) => ((JSON.parse(text) as { items?: object[] }).items ?? []).map((one) => JSON.stringify(sortedKeys(one)))).sort();
  expect(objects(body.files as { text: string }[])).toEqual(objects(files));
});

/** The log keeps the keys of an object in their order of the alphabet. */
const sortedKeys = (x: unknown): unknown => (Array.isArray(x) ? x.map(sortedKeys) : typeof x === 'object' && x !== null ? Object.fromEntries(Object.entries(x).sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sortedKeys(v)])) : x);
