const [LOW, HIGH] = [0xdeadbeef, 0x41c6ce57];

/** Two 32-bit mixes of a text (Bret Mulvey's and Murmur's multipliers); no protection against an attacker, who gains nothing here. */
function mixed(text: string, seed: number): string {
  let [a, b] = [LOW ^ seed, HIGH ^ seed];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a, b].map((n) => (n >>> 0).toString(36).padStart(7, '0')).join('');
}

/**
 * Our id for an object of a package: always the same for the same id, so that an export can name it as it was. An id
 * that is one of ours already stays itself.
 */
export const ourId = (kind: string, theirs: string): string =>
  new RegExp(`^${kind}-[a-z0-9]{8,40}$`).test(theirs) ? theirs : `${kind}-${mixed(theirs, 1)}${mixed(theirs, 2)}`;
