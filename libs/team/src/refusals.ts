import { refusing } from '@capstan/kernel';

/** Refusals of the team context; `hire-row-` codes stand in the report of an import, one per cell. */
export const teamRefusals = {
  'hire-unknown': 'There is no such hire in this company.',
  'hire-already-made': 'This hire has been made already.',
  'hire-duplicate': 'Someone of this name already starts as {role} on {startsOn}.',
  'hire-withdrawn': 'This plan has been withdrawn.',
  'hire-taken-back': 'This hire has been taken back.',
  'hire-not-made': 'This hire is planned, not made.',
  'hire-has-left': 'This person left on {lastDay}.',
  'hire-has-not-left': 'This person has not left.',
  'hire-before-founding': 'The company was founded on {foundedOn}; nobody starts before that.',
  'hire-changed-before-start': 'This person starts on {startsOn}; nothing changes before that.',
  'hire-leaves-before-start': 'This person starts on {startsOn}; nobody leaves before starting.',
  'hire-leaves-before-change': 'A change from {from} on is recorded; the last day cannot lie before it.',
  'hire-change-empty': 'Nothing changes: give a role, a team, a country or a salary.',
  'person-still-here': 'This person still works here or is about to; record the last day, and erase after it.',
  'person-erased': 'What was personal about this person has been erased already.',
  'employer-bracket-inverted': 'A bracket ends above where it begins.',
  'employer-rate-out-of-range': 'A rate is a part of the salary: at least 0 and below 2 (0.2 means 20 %).',
  'hires-already-imported': 'This very file was imported before.',
  'hires-refused': 'Nothing was imported: {count} cells of the file need a look.',
  'hires-empty': 'The file has a header and no hires.',
  'hires-too-many': 'A file of hires may have at most {most} rows.',
  'hires-too-large': 'A file of hires may have at most {most} MB.',
  'hires-unreadable': 'This is not a readable CSV file: {problem}.',
  'hire-row-column-missing': 'The column {column} is missing.',
  'hire-row-column-unknown': 'There is no column {column} in a file of hires.',
  'hire-row-cell-empty': '{column} is empty.',
  'hire-row-formula': 'A cell with a number must not hold a formula or a sign: "{value}".',
  'hire-row-number-invalid': '"{value}" is not a number; write it as 84000 or 84000.50.',
  'hire-row-status-unknown': '"{value}" is neither planned nor made.',
  'hire-row-name-missing': 'Someone who was hired has a name.',
  'hire-row-leaves-before-start': 'The last day lies before the first.',
  'hire-row-leaves-plan': 'A plan has no last day.',
  'hire-row-twice': 'This hire stands in line {line} already.',
  'hire-row-too-short': 'The row has {cells} cells, the header {columns}.',
} as const;
export type TeamRefusal = keyof typeof teamRefusals;

export const refuse = refusing(teamRefusals);

/** Options for a zod check that fails with a refusal of this context. */
export const failingWith = (code: TeamRefusal) => ({ error: teamRefusals[code], params: { refusal: code } });
