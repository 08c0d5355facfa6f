/** What the import of a package says; `{…}` are filled in in the browser. */
export interface PackageWords {
  drop: string; hint: string; tooLarge: string; checking: string; recording: string; report: string; about: string; after: string; type: string; objects: string; recorded: string; kept: string; total: string; keptNote: string;
  problems: string; problemsNote: string; more: string; notes: string; ignored: string; importedBefore: string; record: string; keepLoose: string; restart: string; done: string; toTable: string;
}

/** What the import of rows says. */
export interface RowsWords {
  kind: string; kinds: { shares: string; grants: string }; drop: string; hint: string; tooLarge: string; mapping: string; none: string; required: string; record: string; done: string; at: string; atLine: string; restart: string;
  fields: Readonly<Record<string, string>>;
}
