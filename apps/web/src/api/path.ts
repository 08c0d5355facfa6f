export type Params = Readonly<Record<string, string>>;

/** A contract's path with its parameters filled in and escaped. Throws when one is missing: a broken link is a bug, not a page. */
export const pathOf = (path: string, params: Params = {}): string =>
  path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${path} needs ${name}`);
    return encodeURIComponent(value);
  });
