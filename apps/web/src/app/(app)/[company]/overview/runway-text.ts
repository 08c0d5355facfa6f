import type { Formatters } from '@capstan/ui';
import type { z } from 'zod';
import type { RunwayView } from '@capstan/planning';
import type { Words } from '../../../../i18n/words.ts';

type Runway = z.output<typeof RunwayView>;

/** A runway in words: months, or why there is no such figure. */
export function runwayText(runway: Runway, t: Words, f: Formatters): string {
  if (runway.kind === 'months') return f.months(runway.months);
  return runway.kind === 'beyond' ? t('runway.beyond', { months: f.number(runway.months) }) : t(`runway.${runway.kind}`);
}

/** What the plan cannot know, in words: `rate: USD`, `people: 2`, `opening-balance: Main`. */
export function missingText(missing: string, t: Words, f: Formatters): string {
  const [what, value = ''] = missing.split(': ') as [string, string?];
  return t(`missing.${what}`, { value: what === 'rate' ? f.currencyName(value) : value });
}
