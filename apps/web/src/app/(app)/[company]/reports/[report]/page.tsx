import '../report.css';
import { reportDays, reportsApi, type ReportView } from '@capstan/reports';
import { Banner, ButtonLink, Figures } from '@capstan/ui';
import { place } from '../../../../../api/me.ts';
import { api } from '../../../../../api/read.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { DraftSheet } from '../draft-sheet.tsx';
import { CapTable } from './cap-table.tsx';
import { CashChart } from './cash-chart.tsx';
import { Decisions } from './decisions.tsx';
import { Kpi } from './kpi.tsx';
import { PrintButton } from './print-button.tsx';
import { StepSheet } from './step-sheet.tsx';
import { Texts } from './texts.tsx';
import { Trainings } from './trainings.tsx';

type Props = { params: Promise<{ company: string; report: string }>; searchParams: Promise<{ sheet?: string }> };
const ask = async (params: Props['params']) => api(reportsApi.report, { params: await params });
export const generateMetadata = async ({ params }: Props) => ({ title: (await ask(params)).title, robots: { index: false, follow: false } });

/** One page that an investor reads, on screen or on paper. */
export default async function Report({ params, searchParams }: Props) {
  const [{ company }, { sheet }, report] = await Promise.all([params, searchParams, ask(params)]);
  const [t, f, here] = await Promise.all([words('reports'), format(), place(company)]);
  const publishes = here.can('reports:publish');
  const close = `/${company}/reports/${report.report}`;
  return (
    <article className="page report">
      <Head report={report} publishes={publishes} />
      {report.status === 'draft' && <Banner tone="plan">{t('page.draft')}</Banner>}
      {report.status === 'withdrawn' && <Banner tone="warn">{t('page.withdrawn', { reason: report.withdrawn ?? '' })}</Banner>}
      {report.figures.length > 0 && <Figures label={t('page.figures')}>{report.figures.map((figure) => <Kpi key={figure.key} company={company} figure={figure} why={report.why[figure.key]} />)}</Figures>}
      <Texts report={report} />
      {report.cash && <CashChart report={report} points={report.cash} />}
      <div className="report-split">
        {report.capTable && <CapTable table={report.capTable} />}
        {report.decisions && <Decisions decisions={report.decisions} />}
      </div>
      {report.trainings && <Trainings trainings={report.trainings} />}
      <p className="report-foot small muted">{t('page.footer', { company: report.company, month: f.month(report.month), moment: f.instant(report.asOf) })}</p>
      {publishes && sheet === 'edit' && report.status === 'draft' && <DraftSheet company={company} close={close} draft={report} />}
      {publishes && <StepSheet company={company} report={report} sheet={sheet} close={close} />}
    </article>
  );
}

async function Head({ report, publishes }: { report: ReportView; publishes: boolean }) {
  const [t, f] = await Promise.all([words('reports'), format()]);
  return (
    <header className="report-head">
      <div>
        <p className="report-kind">{report.company} · {t('page.investor')}</p>
        <h1>{report.title}</h1>
        <p className="muted small">{t('page.pinned', { moment: f.instant(report.asOf) })} · {t('page.asked', { day: f.day(reportDays(report.month, report.asOf).current) })}{!report.complete && ` · ${t('page.incomplete')}`}</p>
      </div>
      <div className="actions no-print">
        {publishes && report.status === 'draft' && <><ButtonLink href="?sheet=discard" kind="quiet">{t('page.discard')}</ButtonLink><ButtonLink href="?sheet=edit">{t('page.change')}</ButtonLink><ButtonLink href="?sheet=publish" kind="primary">{t('page.publish')}</ButtonLink></>}
        {publishes && report.status === 'published' && <ButtonLink href="?sheet=withdraw" kind="quiet">{t('page.withdraw')}</ButtonLink>}
        <PrintButton label={t('page.print')} />
      </div>
    </header>
  );
}
