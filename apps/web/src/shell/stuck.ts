import type { CompanyView } from '@capstan/capital';
import type { Formatters } from '@capstan/ui';
import type { Locale } from '../i18n/choose.ts';
import type { Words } from '../i18n/words.ts';

interface Language { t: Words; f: Pick<Formatters, 'instant'>; lang: Locale }

/** What stands still and since when, as one sentence; a read model without a name in the messages is called by its own. */
export function stuckText(stuck: CompanyView['stuck'], { t, f, lang }: Language): string {
  const named = stuck.map(({ name, since }) => t('stuck.since', { name: t.has(`stuck.names.${name}`) ? t(`stuck.names.${name}`) : name, since: f.instant(since) }));
  return t('stuck.banner', { what: new Intl.ListFormat(lang).format(named) });
}
