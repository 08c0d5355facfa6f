/** What the address says: which scenario is loaded, which it is compared with, which sheet is open. */
export interface Asked { scenario?: string; against?: string; sheet?: string; asOf?: string }

export const hrefOf = (asked: Asked): string => `?${new URLSearchParams(Object.entries(asked).filter((e): e is [string, string] => typeof e[1] === 'string')).toString()}`;
