/** An address as it may be logged: without its question, which may hold a name that somebody looked for, and without the secret of an invitation. */
export const loggedUrl = (url: string): string => url.replace(/[?#].*$/s, '').replace(/(\/invitations\/)[^/]+/, '$1…');

interface Asked { readonly method: string; readonly url: string; readonly ip?: string; readonly id?: unknown }

/** What the log says of a request: never its headers or its body. */
export const loggedRequest = ({ method, url, ip, id }: Asked) => ({ id, method, url: loggedUrl(url), from: ip });
