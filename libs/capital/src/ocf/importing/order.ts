import type { OcfObject, OcfReading } from '../reading.ts';
import { outcomes } from './changes.ts';
import { ourWords } from './ours.ts';

const isIssuance = (one: OcfObject): boolean => one.type.endsWith('_ISSUANCE');
const isTransaction = (one: OcfObject): boolean => typeof one.value['date'] === 'string' && one.type !== 'FINANCING';
/** Classes of our own exports say from when their terms are as stated: at the end of that day they are. */
const dayOf = (one: OcfObject): string => (one.value['date'] ?? ourWords(one.value)['setOn']) as string;
const securityOf = (one: OcfObject): string | undefined => (typeof one.value['security_id'] === 'string' ? one.value['security_id'] : undefined);

/** Things that transactions are about, conversions last: what they convert into must be known. */
export function things({ objects }: OcfReading): OcfObject[] {
  const converts = (one: OcfObject) => (Array.isArray(one.value['conversion_rights']) && one.value['conversion_rights'].length > 0 ? 1 : 0);
  const order = (one: OcfObject) => (one.type === 'STOCK_CLASS' ? converts(one) : one.type === 'STOCK_PLAN' ? 2 : 3);
  return objects.filter((one) => !isTransaction(one)).toSorted((a, b) => order(a) - order(b));
}

/**
 * Transactions in the order in which they happened: by day, within a day in the order of the package, but never before the security
 * they are about is there. An issuance that another transaction brings about (a transfer, a conversion) comes with it.
 */
export function inOrder({ objects, index }: OcfReading): OcfObject[] {
  const brought = new Set(objects.flatMap((one) => (isIssuance(one) ? [] : outcomes(one.value))));
  const transactions = objects.filter((one) => isTransaction(one) && !(isIssuance(one) && brought.has(securityOf(one)!)));
  const classes = objects.filter((one) => one.type === 'STOCK_CLASS' && typeof ourWords(one.value)['setOn'] === 'string');
  const byDay = Map.groupBy([...transactions, ...classes], dayOf);
  const there = new Set<string>();
  return [...byDay].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, day]) => settled(day, there, (id) => index.securities.has(id)));
}

/** The transactions of one day, each after the one that brings about what it is about. */
function settled(day: readonly OcfObject[], there: Set<string>, isIssued: (security: string) => boolean): OcfObject[] {
  const done: OcfObject[] = [];
  let waiting = [...day];
  while (waiting.length > 0) {
    const later: OcfObject[] = [];
    for (const one of waiting) {
      const security = securityOf(one);
      if (!isIssuance(one) && security !== undefined && isIssued(security) && !there.has(security)) {
        later.push(one);
        continue;
      }
      for (const id of isIssuance(one) ? [security!] : outcomes(one.value)) there.add(id);
      done.push(one);
    }
    // What waits for something of a later day is refused where it is played.
    if (later.length === waiting.length) return [...done, ...later];
    waiting = later;
  }
  return done;
}
