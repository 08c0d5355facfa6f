/** What the import of a package says; `{…}` are filled in in the browser. */
export interface PackageWords {
  drop: string; hint: string; tooLarge: string; checking: string; recording: string; report: string; about: string; after: string; type: string; objects: string; recorded: string; kept: string; total: string; keptNote: string;
  problems: string; problemsNote: string; more: string; notes: string; ignored: string; importedBefore: string; record: string; keepLoose: string; restart: string; done: string; toTable: string;
}
