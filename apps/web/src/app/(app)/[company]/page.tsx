import { decisionsApi } from '@capstan/decisions';
import { planningApi } from '@capstan/planning';
import { computeApi } from '@capstan/compute';
import { Banner, Page } from '@capstan/ui';
import { redirect } from 'next/navigation';
import { place } from '../../../api/me.ts';
import { api } from '../../../api/read.ts';
import { format } from '../../../i18n/locale.ts';
import { words } from '../../../i18n/words.ts';
import { SpendChart } from './compute/spend-chart.tsx';
import { Attention } from './overview/attention.tsx';
import { FirstSteps } from './overview/first-steps.tsx';
import { Outlook } from './overview/outlook.tsx';
import { CashOut } from './overview/cash-out.tsx';
import { missingText } from './overview/runway-text.ts';
import { Tiles } from './overview/tiles.tsx';

type Props = { params: Promise<{ company: string }> };
export const generateMetadata = async () => ({ title: (await words('overview'))('title') });

/** Where the company stands: the page that is opened first. */
export default async function OverviewPage({ params }: Props) {
  const { company } = await params;
  const here = await place(company);
  if (!here.can('planning:read') && !here.can('compute:read')) redirect(`/${company}/reports`);
  const engineer = !here.can('planning:read');
  const [t, f, now, attention, spend] = await Promise.all([words('overview'), format(), api(planningApi.overview, { params: { company } }), here.can('decisions:read') ? api(decisionsApi.attention, { params: { company } }) : [], engineer ? api(computeApi.spend, { params: { company } }) : undefined]);
  const { money } = now;
  const begun = money && (money.start !== null || money.lines.length > 0);
  return (
    <Page title={t('title')} lead={money?.asOf ? t(`asOf.${money.basis}`, { day: f.day(money.asOf) }) : t(engineer ? 'leadEngineer' : 'lead')}>
      {begun && money.missing.length > 0 && <Banner tone="warn">{t('missing.lead')}<ul>{money.missing.map((m) => <li key={m}>{missingText(m, t, f)}</li>)}</ul></Banner>}
      {money && !begun ? <FirstSteps company={company} /> : <Tiles company={company} overview={now} />}
      {begun && <Outlook company={company} money={money} currency={now.currency!} today={now.today} />}
      {begun && <CashOut money={money} currency={now.currency!} />}
      <Attention company={company} lines={attention} unsorted={money?.unsorted ?? 0} />
      {spend && <SpendChart spend={spend} />}
    </Page>
  );
}
