/** What can be wrong with a CSV file of holders or grants. */
export const rowsRefusals = {
  'rows-refused': '{count} cells need a look: nothing was imported.',
  'rows-empty': 'The file has no rows below its header.',
  'rows-too-large': 'A file of rows has at most {most} MB.',
  'rows-too-many': 'A file has at most {most} rows.',
  'rows-unreadable': 'The file cannot be read as CSV ({problem}).',
  'rows-imported-before': 'This file was imported on {day} already.',
  'rows-column-missing': 'No column of the file holds {column}: name one.',
  'rows-column-unknown': 'The file has no column {column}.',
  'rows-column-unfit': 'The row has {cells} cells where the header has {columns}.',
  'rows-cell-empty': 'This cell must be filled.',
  'rows-formula': 'This is a formula, not a value: {value}.',
  'rows-shares-invalid': 'This is not a whole number of shares above zero: {value}.',
  'rows-amount-invalid': 'This is not an amount with a point and no other signs: {value}.',
  'rows-date-invalid': 'This is not a day (YYYY-MM-DD): {value}.',
  'rows-months-invalid': 'This is not a whole number of months: {value}.',
  'rows-kind-unknown': 'A grant is iso, nso, option or rsu; this says {value}.',
  'rows-plan-unknown': 'There is no plan of the name {value}.',
  'rows-name-invalid': 'A name has 1 to 120 characters, none of them control characters.',
  'rows-twice': 'The same row stands in line {line}.',
  'rows-here-already': 'The cap table holds just this already.',
} as const;
export type RowsRefusal = keyof typeof rowsRefusals;
