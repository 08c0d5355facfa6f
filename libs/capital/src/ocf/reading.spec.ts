import { expect, test } from 'vitest';
import { founded, stateOf, today } from './company.fixture.ts';
import { MOST_OBJECTS, planOcf, readOcf } from './index.ts';

const manifest = { file_type: 'OCF_MANIFEST_FILE', ocf_version: '1.2.0', issuer: { object_type: 'ISSUER', id: 'issuer', legal_name: 'Made up Ltd', formation_date: '2019-01-01', country_of_formation: 'US', tax_ids: [] }, as_of: '2024-01-01', generated_at: '2024-01-01T00:00:00Z', stakeholders_files: [{ filepath: './people.json' }], stock_classes_files: [{ filepath: './classes.json' }], transactions_files: [{ filepath: './tx.json' }] };
const person = { object_type: 'STAKEHOLDER', id: 'mira', name: { legal_name: 'Mira Sand' }, stakeholder_type: 'INDIVIDUAL' };
const common = { object_type: 'STOCK_CLASS', id: 'common', name: 'Common', class_type: 'COMMON', default_id_prefix: 'CS-', initial_shares_authorized: '1000', votes_per_share: '1', seniority: '1' };
const issue = { object_type: 'TX_STOCK_ISSUANCE', id: 'tx1', date: '2020-01-01', security_id: 's1', custom_id: 'CS-1', stakeholder_id: 'mira', stock_class_id: 'common', share_price: { amount: '0.10', currency: 'USD' }, quantity: '100', stock_legend_ids: [], security_law_exemptions: [] };
const cancel = { object_type: 'TX_STOCK_CANCELLATION', id: 'tx2', date: '2021-01-01', security_id: 's1', quantity: '100', reason_text: 'bought back' };

const safe = { object_type: 'TX_CONVERTIBLE_ISSUANCE', id: 'tx5', date: '2020-06-01', security_id: 's5', custom_id: 'SAFE-1', stakeholder_id: 'mira', security_law_exemptions: [], convertible_type: 'SAFE', investment_amount: { amount: '100', currency: 'USD' }, seniority: 1, conversion_triggers: [{ trigger_id: 't', type: 'AUTOMATIC_ON_CONDITION', trigger_condition: 'the next round', conversion_right: { type: 'CONVERTIBLE_CONVERSION_RIGHT', converts_to_future_round: true, conversion_mechanism: { type: 'SAFE_CONVERSION', conversion_mfn: false, conversion_timing: 'POST_MONEY', conversion_discount: '0.2' } } }] };

type Changed = { manifest?: object; people?: object[]; classes?: object[]; tx?: object[] };
const files = ({ manifest: m = {}, people = [person], classes = [common], tx = [issue, cancel] }: Changed = {}) => new Map<string, unknown>([
  ['Manifest.json', { ...manifest, ...m }], ['people.json', { file_type: 'OCF_STAKEHOLDERS_FILE', items: people }], ['classes.json', { file_type: 'OCF_STOCK_CLASSES_FILE', items: classes }], ['tx.json', { file_type: 'OCF_TRANSACTIONS_FILE', items: tx }],
]);
const company = stateOf([founded()]);
const plan = (changed: Changed) => planOcf(files(changed), company, today, 'refuse');

test('a package that holds together has no problems', () => {
  expect(plan({}).problems).toEqual([]);
  expect(plan({}).facts.map((f) => f.type)).toEqual(['ClassTermsSet', 'SharesIssued', 'SharesCancelled']);
});

test.each<[string, Changed, object]>([
  ['a reference that leads nowhere', { tx: [{ ...issue, stakeholder_id: 'nobody' }] }, { code: 'ocf-reference-dangling', file: 'tx.json', object: 'tx1', values: { field: 'stakeholder_id', value: 'nobody' } }],
  ['a class that is not there', { tx: [{ ...issue, stock_class_id: 'gold' }] }, { code: 'ocf-reference-dangling', object: 'tx1' }],
  ['a security that is not there', { tx: [cancel] }, { code: 'ocf-reference-dangling', object: 'tx2', values: { field: 'security_id', value: 's1' } }],
  ['a reference to an object of another type', { tx: [{ ...issue, stakeholder_id: 'common' }] }, { code: 'ocf-reference-dangling', object: 'tx1' }],
  ['an id that stands twice', { people: [person, person] }, { code: 'ocf-id-duplicate', file: 'people.json', object: 'mira' }],
  ['a security issued twice', { tx: [issue, { ...issue, id: 'tx9' }] }, { code: 'ocf-security-twice', object: 'tx9' }],
  ['an unknown value', { people: [{ ...person, stakeholder_type: 'ROBOT' }], tx: [] }, { code: 'ocf-enum-unknown', object: 'mira', values: { field: 'stakeholder_type', value: 'ROBOT' } }],
  ['an unknown type', { tx: [{ ...issue, object_type: 'TX_MAGIC' }] }, { code: 'ocf-object-type-unknown', object: 'tx1' }],
  ['a number that is none', { tx: [{ ...issue, quantity: 'many' }] }, { code: 'ocf-number-invalid', object: 'tx1', values: { field: 'quantity', value: 'many' } }],
  ['an amount that is none', { tx: [{ ...issue, share_price: { amount: '1e3', currency: 'USD' } }] }, { code: 'ocf-number-invalid', values: { field: 'share_price.amount' } }],
  ['a number that is a JSON number', { tx: [{ ...issue, quantity: 100 }] }, { code: 'ocf-field-invalid', object: 'tx1' }],
  ['a currency that is none', { tx: [{ ...issue, share_price: { amount: '1', currency: 'DOGE' } }] }, { code: 'ocf-currency-unknown' }],
  ['a day that is none', { tx: [{ ...issue, date: '2020-02-30' }] }, { code: 'ocf-date-invalid', object: 'tx1' }],
  ['a field that is missing', { tx: [{ ...issue, quantity: undefined }] }, { code: 'ocf-field-missing', object: 'tx1' }],
  ['a version of another format', { manifest: { ocf_version: '2.0.0' } }, { code: 'ocf-version-unknown', values: { value: '2.0.0' } }],
  ['a file that is not there', { manifest: { valuations_files: [{ filepath: './valuations.json' }] } }, { code: 'ocf-file-missing', values: { value: './valuations.json' } }],
  ['more shares cancelled than there are', { tx: [issue, { ...cancel, quantity: '101' }] }, { code: 'shares-not-held', object: 'tx2' }],
  ['half a share', { tx: [{ ...issue, quantity: '0.5' }] }, { code: 'ocf-shares-not-whole', object: 'tx1' }],
  ['another currency than the company keeps its books in', { tx: [{ ...issue, share_price: { amount: '1', currency: 'EUR' } }] }, { code: 'not-company-currency', object: 'tx1' }],
  ['a cancellation before the issue', { tx: [issue, { ...cancel, date: '2019-01-01' }] }, { code: 'ocf-before-issuance', object: 'tx2' }],
  ['a part cancelled that leaves a rest without a name', { tx: [issue, { ...cancel, quantity: '40' }] }, { code: 'ocf-cannot-express', object: 'tx2', values: { value: 'TX_STOCK_CANCELLATION' } }],
  ['a name that cannot be kept', { people: [{ ...person, name: { legal_name: 'x'.repeat(500) } }] }, { code: 'ocf-name-unusable', object: 'tx1' }],
  ['a fraction of a cent', { tx: [{ ...safe, investment_amount: { amount: '100.001', currency: 'USD' } }] }, { code: 'ocf-amount-too-fine', object: 'tx5', values: { field: 'investment_amount', value: '100.001' } }],
  ['a package of nothing', { people: [], classes: [], tx: [] }, { code: 'ocf-nothing-inside' }],
  ['a package beyond measure', { tx: Array<object>(MOST_OBJECTS + 1).fill(issue) }, { code: 'ocf-too-many-objects', values: { most: MOST_OBJECTS } }],
  ['a day to come', { tx: [issue, { ...cancel, date: '2027-01-01' }] }, { code: 'day-in-future', object: 'tx2' }],
])('%s is refused with its file and id, and nothing is recorded', (_, changed, wanted) => {
  const { problems, facts } = plan(changed);
  expect(problems[0]).toMatchObject(wanted);
  expect(facts).toEqual([]);
});

test('without a manifest, with two, or with something that is not JSON nothing is read', () => {
  const only = (map: Map<string, unknown>, file: string) => { map.delete(file); return map; };
  expect(readOcf(only(files(), 'Manifest.json')).problems).toMatchObject([{ code: 'ocf-manifest-missing' }]);
  expect(readOcf(files().set('Manifest2.json', manifest)).problems).toMatchObject([{ code: 'ocf-manifest-twice', file: 'Manifest2.json' }]);
  expect(readOcf(files().set('tx.json', undefined)).problems).toMatchObject([{ code: 'ocf-file-not-json', file: 'tx.json' }]);
  expect(readOcf(files().set('more.json', { file_type: 'SHOPPING_LIST', items: [] })).problems).toMatchObject([{ code: 'ocf-file-type-unknown', values: { value: 'SHOPPING_LIST' } }]);
});

test('conversions in a ring and conversion prices of nothing are refused', () => {
  const into = (id: string, to: string) => ({ ...common, id, name: id, class_type: 'PREFERRED', price_per_share: { amount: '1', currency: 'USD' }, conversion_rights: [{ converts_to_stock_class_id: to, conversion_mechanism: { type: 'RATIO_CONVERSION', ratio: { numerator: '1', denominator: '1' }, conversion_price: { amount: '1', currency: 'USD' }, rounding_type: 'NORMAL' } }] });
  expect(plan({ classes: [common, into('a', 'b'), into('b', 'a')] }).problems.map((p) => p.object)).toContain('b');
  const zero = into('a', 'common');
  zero.conversion_rights[0]!.conversion_mechanism.ratio.denominator = '0';
  expect(plan({ classes: [common, zero] }).problems[0]).toMatchObject({ code: 'ocf-number-invalid', object: 'a' });
});

test('two stakeholders of one name stay two holders', () => {
  const twin = { ...person, id: 'other', issuer_assigned_id: 'Employee-7' };
  const { facts } = plan({ people: [person, twin], tx: [issue, { ...issue, id: 'tx3', security_id: 's3', stakeholder_id: 'other' }] });
  expect(facts.flatMap((f) => (f.type === 'SharesIssued' ? [f.data.holderName] : []))).toEqual(['Mira Sand (mira)', 'Mira Sand (Employee-7)']);
});

test('a grant beyond the pool of its plan is refused; kept loose, only it is left out', () => {
  const pool = { object_type: 'STOCK_PLAN', id: 'plan', plan_name: '2020 plan', initial_shares_reserved: '100', board_approval_date: '2020-01-01', stock_class_ids: ['common'] };
  const option = (id: string, quantity: string, date: string) => ({ object_type: 'TX_EQUITY_COMPENSATION_ISSUANCE', id, date, security_id: `s-${id}`, custom_id: id, stakeholder_id: 'mira', security_law_exemptions: [], compensation_type: 'OPTION_NSO', quantity, exercise_price: { amount: '1', currency: 'USD' }, stock_plan_id: 'plan', stock_class_id: 'common', expiration_date: null, termination_exercise_windows: [] });
  const changed = { classes: [common], tx: [option('a', '60', '2020-02-01'), option('b', '50', '2020-03-01'), option('c', '40', '2020-04-01')] };
  const withPlan = () => files(changed).set('plans.json', { file_type: 'OCF_STOCK_PLANS_FILE', items: [pool] });
  expect(planOcf(withPlan(), company, today, 'refuse')).toMatchObject({ facts: [], problems: [{ code: 'grant-beyond-pool', object: 'b', values: { left: 40, asked: 50 } }] });
  expect(planOcf(withPlan(), company, today, 'keep').facts.flatMap((f) => (f.type === 'GrantMade' ? [f.data.shares] : []))).toEqual([60, 40]);
});

test('kept loose ends change nothing in the cap table', () => {
  const kept = planOcf(files({ tx: [issue, { ...issue, id: 'tx9', security_id: 's9', stakeholder_id: 'nobody' }] }), company, today, 'keep');
  expect(kept.problems).toMatchObject([{ object: 'tx9' }]);
  expect(kept.facts.map((f) => f.type)).toEqual(['ClassTermsSet', 'SharesIssued']);
});

test('what a package leaves out as a whole is said: its plans, and the certificates of exercises', () => {
  const option = { object_type: 'TX_EQUITY_COMPENSATION_ISSUANCE', id: 'o', date: '2020-02-01', security_id: 's-o', custom_id: 'o', stakeholder_id: 'mira', security_law_exemptions: [], compensation_type: 'OPTION_NSO', quantity: '10', exercise_price: { amount: '1', currency: 'USD' }, stock_plan_id: 'plan', stock_class_id: 'common', expiration_date: null, termination_exercise_windows: [] };
  const exercise = { object_type: 'TX_EQUITY_COMPENSATION_EXERCISE', id: 'x', date: '2021-02-01', security_id: 's-o', quantity: '10', resulting_security_ids: ['s-x'] };
  const { notes, problems } = plan({ tx: [option, exercise] });
  expect([problems, notes.map(({ code, object }) => [code, object])]).toEqual([[], [['ocf-plan-outside', 'o'], ['ocf-shares-outside', 'x']]]);
});
