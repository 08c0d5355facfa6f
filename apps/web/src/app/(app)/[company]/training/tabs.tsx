import { Tabs } from '@capstan/ui';
import { words } from '../../../../i18n/words.ts';

const parts = ['runs', 'compare', 'sweeps', 'models', 'datasets'] as const;

/** The pages of training. */
export async function TrainingTabs({ company, at }: { company: string; at: (typeof parts)[number] }) {
  const t = await words('training');
  const base = `/${company}/training`;
  return <Tabs label={t('title')} tabs={parts.map((part) => ({ href: part === 'runs' ? base : `${base}/${part}`, label: t(`tabs.${part}`), current: part === at }))} />;
}
