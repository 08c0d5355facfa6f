import { Page, Tabs } from '@capstan/ui';
import { place } from '../../../../api/me.ts';
import { words } from '../../../../i18n/words.ts';
import { Bank } from './bank.tsx';
import { Cash } from './cash.tsx';
import { PlanningActions } from './planning-actions.tsx';
import { Plans } from './plans.tsx';
import { Rates } from './rates.tsx';
import { PlanningSheet } from './sheets.tsx';
import { TransactionsTab } from './transactions.tsx';

export interface Asked { tab?: string; sheet?: string; id?: string; kind?: string; month?: string; page?: string }
type Props = { params: Promise<{ company: string }>; searchParams: Promise<Asked> };
export const generateMetadata = async () => ({ title: (await words('planning'))('title') });

const tabs = { cash: Cash, bank: Bank, transactions: TransactionsTab, plans: Plans, rates: Rates } as const;
type Tab = keyof typeof tabs;
const isTab = (text: string | undefined): text is Tab => text !== undefined && text in tabs;

/** Planning: cash as it was, the bank it comes from, what is planned, and the rates and assumptions under it. */
export default async function Planning({ params, searchParams }: Props) {
  const [{ company }, asked] = await Promise.all([params, searchParams]);
  const [t, here] = await Promise.all([words('planning'), place(company)]);
  const tab: Tab = isTab(asked.tab) ? asked.tab : 'cash';
  const Shown = tabs[tab];
  const base = `/${company}/planning`;
  const may = here.can('planning:record');
  return (
    <Page title={t('title')} lead={t('lead')} actions={may && <PlanningActions tab={tab} t={t} />}>
      <Tabs label={t('title')} tabs={(Object.keys(tabs) as Tab[]).map((one) => ({ href: one === 'cash' ? base : `${base}?tab=${one}`, label: t(`tabs.${one}`), current: one === tab }))} />
      <Shown company={company} may={may} asked={asked} />
      {may && asked.sheet && <PlanningSheet company={company} sheet={asked.sheet} id={asked.id} close={tab === 'cash' ? base : `${base}?tab=${tab}`} />}
    </Page>
  );
}
