import { Tabs } from '@capstan/ui';
import type { Context } from '../../../../i18n/contexts.ts';
import { words } from '../../../../i18n/words.ts';

/** The pages of capital, in order: the path below it, and the file of messages whose `tab` is its name. */
const parts = [
  { path: '', context: 'capital' },
  { path: 'simulator', context: 'simulator' },
  { path: 'instruments', context: 'instruments' },
  { path: 'holders', context: 'holders' },
  { path: 'vesting', context: 'vesting' },
  { path: 'exit', context: 'exit' },
  { path: 'debt', context: 'debt' },
  { path: 'import', context: 'import' },
] as const satisfies readonly { path: string; context: Context }[];

/** Where one goes between the pages of capital; `at` is the page one is on. */
export async function CapitalTabs({ company, at }: { company: string; at: (typeof parts)[number]['path'] }) {
  const t = await words('capital');
  const tabs = await Promise.all(parts.map(async ({ path, context }) => ({ href: path ? `/${company}/capital/${path}` : `/${company}/capital`, label: (await words(context))('tab'), current: path === at })));
  return <Tabs label={t('title')} tabs={tabs} />;
}
