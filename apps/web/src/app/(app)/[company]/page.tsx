import { decisionsApi } from '@capstan/decisions';
import { planningApi } from '@capstan/planning';
import { Banner, Page } from '@capstan/ui';
import { place } from '../../../api/me.ts';
import { api } from '../../../api/read.ts';
import { format } from '../../../i18n/locale.ts';
import { words } from '../../../i18n/words.ts';
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
  const [t, f, now, attention] = await Promise.all([words('overview'), format(), api(planningApi.overview, { params: { company } }), here.can('decisions:read') ? api(decisionsApi.attention, { params: { company } }) : []]);
  const { money } = now;
  const begun = money && (money.start !== null || money.lines.length > 0);
  return (
    <Page title={t('title')} lead={money?.asOf ? t(`asOf.${money.basis}`, { day: f.day(money.asOf) }) : t('lead')}>
      {begun && money.missing.length > 0 && <Banner tone="warn">{t('missing.lead')}<ul>{money.missing.map((m) => <li key={m}>{missingText(m, t, f)}</li>)}</ul></Banner>}
      {money && !begun ? <FirstSteps company={company} /> : <Tiles company={company} overview={now} />}
      {begun && <Outlook company={company} money={money} currency={now.currency!} today={now.today} />}
      {begun && <CashOut money={money} currency={now.currency!} />}
      <Attention company={company} lines={attention} unsorted={money?.unsorted ?? 0} />
      {!money && !now.compute && <Banner tone="plain" actions={<a className="link" href={`/${company}/reports`}>{t('toReports')}</a>}>{t('forInvestors')}</Banner>}
    </Page>
  );
}
