import '../decisions.css';
import { decisionsApi, type SelectionDetail } from '@capstan/decisions';
import { Badge, Banner, ButtonLink, Page, Scatter, Section, Table } from '@capstan/ui';
import { place } from '../../../../../api/me.ts';
import { api } from '../../../../../api/read.ts';
import { chartWords } from '../../../../../i18n/chart-words.ts';
import { format } from '../../../../../i18n/locale.ts';
import { across, words } from '../../../../../i18n/words.ts';
import { Recorded } from '../../../../../why/recorded.tsx';
import { measured } from '../say.ts';
import { Comparison } from './comparison.tsx';
import { DriftNotice } from './drift.tsx';
import { Economics } from './economics.tsx';
import { DecisionRecord } from './record.tsx';
import { Sensitivity } from './sensitivity.tsx';
import { type SheetQuery, Sheets } from './sheets.tsx';
import { Totals } from './totals.tsx';

type Props = { params: Promise<{ company: string; selection: string }>; searchParams: Promise<SheetQuery> };
export const generateMetadata = async ({ params }: Props) => ({ title: (await api(decisionsApi.selection, { params: await params })).title });

export default async function Selection({ params, searchParams }: Props) {
  const [{ company, selection }, query] = await Promise.all([params, searchParams]);
  const [t, here, detail] = await Promise.all([words('decisions'), place(company), api(decisionsApi.selection, { params: { company, selection } })]);
  const records = here.can('decisions:record');
  const edits = records && detail.status === 'open';
  return (
    <Page title={detail.title} lead={detail.question || t(`kinds.${detail.kind}`)}
      actions={<><Badge tone={detail.status === 'decided' ? 'good' : 'plain'}>{t(`status.${detail.status}`)}</Badge>
        {edits && <ButtonLink href="?sheet=abandon" kind="quiet">{t('abandon.action')}</ButtonLink>}
        {edits && detail.candidates.length > 1 && <ButtonLink href={`?sheet=choose&candidate=${first(detail)}`} kind="primary">{t('choose.action')}</ButtonLink>}</>}>
      {detail.status === 'abandoned' && <Banner>{t('status.abandoned')}</Banner>}
      <DriftNotice detail={detail} />
      {detail.decision && <DecisionRecord company={company} detail={detail} decision={detail.decision} edits={records} />}
      <Comparison company={company} detail={detail} edits={edits} />
      <Totals company={company} detail={detail} />
      {detail.kind === 'business-model' && <Economics company={company} detail={detail} />}
      <Sensitivity detail={detail} />
      <CostAgainstQuality detail={detail} />
      <History company={company} detail={detail} />
      {records && <Sheets company={company} detail={detail} query={query} />}
    </Page>
  );
}

const first = (detail: SelectionDetail) => (detail.candidates.find((c) => c.rank === 1) ?? detail.candidates[0]!).candidate;

/** Where both were measured: what a candidate costs against how well it does. */
async function CostAgainstQuality({ detail }: { detail: SelectionDetail }) {
  const [t, f, chart] = await Promise.all([words('decisions'), format(), chartWords()]);
  const by = (kind: string) => detail.cells.filter((c) => c.evidence?.kind === kind && c.value !== null);
  const [costs, qualities] = [by('run-cost'), by('run-accuracy')];
  const quality = detail.criteria.find((c) => c.criterion === qualities[0]?.criterion);
  const points = costs.flatMap((cost) => {
    const other = qualities.find((q) => q.candidate === cost.candidate && q.criterion === quality?.criterion);
    return other ? [{ name: detail.candidates.find((c) => c.candidate === cost.candidate)!.name, x: cost.value!, y: other.value!, mark: detail.decision?.chosen === cost.candidate }] : [];
  });
  if (points.length < 2) return null;
  return (
    <Section title={t('scatter.title')}>
      <Scatter title={t('scatter.title')} points={points} words={chart} pareto={quality?.scale && quality.scale.best < quality.scale.worst ? 'low-x-low-y' : 'low-x-high-y'}
        say={{ x: (v) => f.tile({ amount: Math.round(v), currency: detail.currency }), y: (v) => measured(f, quality?.scale?.measure, v, detail.currency) }}
        names={{ name: t('record.candidate'), x: t('scatter.cost'), y: t('scatter.quality'), front: t('scatter.front') }} />
    </Section>
  );
}

async function History({ company, detail }: { company: string; detail: SelectionDetail }) {
  const [t, facts] = await Promise.all([words('decisions'), across('facts')]);
  return (
    <Section title={t('history.title')}>
      <div className="history"><Table caption={t('history.title')} rows={detail.history} rowKey={(h) => h.fact} columns={[
        { key: 'what', header: t('history.what'), cell: (h) => (facts.has(h.type) ? facts(h.type) : h.type) },
        { key: 'who', header: t('history.who'), cell: (h) => <Recorded company={company} actor={h.actor} at={h.at} fact={h.fact} /> },
      ]} /></div>
    </Section>
  );
}
