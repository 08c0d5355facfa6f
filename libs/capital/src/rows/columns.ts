/** The fields of a row, and what tables call them; those with `true` must be there. */
export const rowFields = {
  shares: { holder: true, class: true, shares: true, issued_on: true, paid: false },
  grants: { holder: true, kind: true, shares: true, granted_on: true, strike: false, class: false, plan: false, vesting_start: false, vesting_months: false, cliff_months: false, expires_on: false },
} as const satisfies Record<string, Record<string, boolean>>;
export type RowsKind = keyof typeof rowFields;
export const rowsKinds = ['shares', 'grants'] as const;
export type RowField = keyof typeof rowFields.shares | keyof typeof rowFields.grants;
/** Which column of the file holds a field. */
export type RowsMapping = Readonly<Partial<Record<string, string>>>;

const names: Readonly<Record<RowField, readonly string[]>> = {
  holder: ['holder', 'stakeholder', 'shareholder', 'name', 'holder name', 'stakeholder name', 'employee'], class: ['class', 'share class', 'stock class', 'security', 'class name'],
  shares: ['shares', 'quantity', 'number of shares', 'options', 'units', 'quantity issued', 'quantity granted', 'amount of shares'], issued_on: ['issued on', 'issue date', 'issued', 'date', 'date issued', 'acquisition date'],
  paid: ['paid', 'amount paid', 'cost', 'total paid', 'cash paid', 'consideration'], kind: ['kind', 'type', 'award type', 'grant type', 'option type'], strike: ['strike', 'strike price', 'exercise price', 'price per share'],
  granted_on: ['granted on', 'grant date', 'granted', 'issue date', 'date'], plan: ['plan', 'equity plan', 'stock plan', 'plan name'], vesting_start: ['vesting start', 'vesting start date', 'vesting from', 'vesting commencement date'],
  vesting_months: ['vesting months', 'months', 'vesting length'], cliff_months: ['cliff months', 'cliff'], expires_on: ['expires on', 'expiration date', 'expiry', 'expires'],
};
const plain = (header: string): string => header.trim().toLowerCase().replaceAll(/[_\s]+/g, ' ');

export const fieldsOf = (kind: RowsKind): readonly RowField[] => Object.keys(rowFields[kind]) as RowField[];
export const isNeeded = (kind: RowsKind, field: RowField): boolean => (rowFields[kind] as Partial<Record<RowField, boolean>>)[field] === true;

/** The columns that by their names hold the fields; a column is taken once, the first name of a field counts most. */
export function guessColumns(kind: RowsKind, header: readonly string[]): RowsMapping {
  const taken = new Set<string>();
  return Object.fromEntries(fieldsOf(kind).flatMap((field) => {
    const found = names[field].map((name) => header.find((h) => plain(h) === name && !taken.has(h))).find((h) => h !== undefined);
    if (found === undefined) return [];
    taken.add(found);
    return [[field, found]];
  }));
}
