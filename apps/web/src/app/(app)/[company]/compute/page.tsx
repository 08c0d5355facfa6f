import { Page, Tabs } from '@capstan/ui';
import { place } from '../../../../api/me.ts';
import { words } from '../../../../i18n/words.ts';
import { ComputeActions } from './compute-actions.tsx';
import { Bills } from './bills.tsx';
import { Estimate } from './estimate.tsx';
import { Prices } from './prices.tsx';
import { Reservations } from './reservations.tsx';
import { ComputeSheet } from './sheets.tsx';
import { Spend } from './spend.tsx';

type Props = { params: Promise<{ company: string }>; searchParams: Promise<{ tab?: string; sheet?: string; id?: string }> };
export const generateMetadata = async () => ({ title: (await words('compute'))('title') });

const tabs = { spend: Spend, bills: Bills, reservations: Reservations, prices: Prices, estimate: Estimate } as const;
type Tab = keyof typeof tabs;
const isTab = (text: string | undefined): text is Tab => text !== undefined && text in tabs;

/** Compute: what it cost, against which budget; bills, reservations, prices, and what a training run would cost. */
export default async function Compute({ params, searchParams }: Props) {
  const [{ company }, asked] = await Promise.all([params, searchParams]);
  const [t, here] = await Promise.all([words('compute'), place(company)]);
  const tab: Tab = isTab(asked.tab) ? asked.tab : 'spend';
  const Shown = tabs[tab];
  const base = `/${company}/compute`;
  const may = here.can('compute:record');
  return (
    <Page title={t('title')} lead={t('lead')} actions={may && <ComputeActions tab={tab} t={t} />}>
      <Tabs label={t('title')} tabs={(Object.keys(tabs) as Tab[]).map((one) => ({ href: one === 'spend' ? base : `${base}?tab=${one}`, label: t(`tabs.${one}`), current: one === tab }))} />
      <Shown company={company} may={may} />
      {may && asked.sheet && <ComputeSheet company={company} sheet={asked.sheet} id={asked.id} close={tab === 'spend' ? base : `${base}?tab=${tab}`} />}
    </Page>
  );
}
