import { externalApi, type RunView, trainingApi } from '@capstan/training';
import { Banner, Page, Section } from '@capstan/ui';
import { call } from '../../../../../../api/call.ts';
import { place } from '../../../../../../api/me.ts';
import { api } from '../../../../../../api/read.ts';
import { format } from '../../../../../../i18n/locale.ts';
import { words } from '../../../../../../i18n/words.ts';
import { Synthetic } from '../../../../../../shell/synthetic.tsx';
import { names } from '../../names.ts';
import { isSilent, Situation } from '../../situation.tsx';
import { BackendFacts } from './backend-facts.tsx';
import { Curves } from './curves.tsx';
import { Evaluation } from './evaluation.tsx';
import { ExternalRun } from './external.tsx';
import { Headline } from './headline.tsx';
import { History } from './history.tsx';
import { Metrics } from './metrics.tsx';
import { ProcessFacts } from './process-facts.tsx';
import { sayReason } from './reason.ts';
import { Belongs, RunActions } from './run-actions.tsx';
import { SpecFacts } from './spec-facts.tsx';
import { Underway } from './underway.tsx';

type Props = { params: Promise<{ company: string; run: string }> };
const elsewhere = async (params: { company: string; run: string }) => { const found = await call(externalApi.externalRun, { params }); return found.ok ? found.data : undefined; };
export async function generateMetadata({ params }: Props) {
  const of = await params;
  return { title: (await elsewhere(of) ?? await api(trainingApi.run, { params: of })).name };
}

/** Any run of the company, from wherever it comes. */
export default async function AnyRun({ params }: Props) {
  const { company, run } = await params, found = await elsewhere({ company, run });
  return found ? <ExternalRun company={company} run={found} /> : <OwnRun company={company} run={await api(trainingApi.run, { params: { company, run } })} />;
}

/** One run: how far it is, its curves, how good it became, what it took. Live, because the frame asks for the page anew with each report. */
async function OwnRun({ company, run }: { company: string; run: RunView }) {
  const [t, r, f, here, who] = await Promise.all([words('training'), words('runs'), format(), place(company), names(company)]);
  return (
    <Page title={run.name} lead={<><Situation run={run} t={t} /> {t(`models.${run.model.kind}`)} · {run.datasetName} <Synthetic is={run.synthetic} /> · {who(run.actor)}, {f.instant(run.at)}</>}
      actions={here.can('training:run') && <RunActions company={company} run={run} t={t} />}>
      <Belongs company={company} run={run} t={t} />
      {isSilent(run) && <Banner tone="warn">{t('run.silent')}</Banner>}
      {run.reason && <Banner tone={run.situation === 'stopped' ? 'warn' : 'bad'}>{sayReason(run.reason, t, r)}</Banner>}
      {run.endedAt === null && <Underway run={run} f={f} t={t} />}
      <Headline company={company} run={run} f={f} t={t} />
      {run.epochMeasures.length > 0 && <Section title={t('curves.title')} lead={t('curves.lead')}><Curves run={run} f={f} t={t} /></Section>}
      {run.outcome?.metrics && <Metrics metrics={run.outcome.metrics} outcome={run.outcome} f={f} t={t} r={r} />}
      <Evaluation company={company} run={run} f={f} r={r} />
      <div className="split">
        <Section title={t('spec.title')}><SpecFacts run={run} f={f} t={t} /></Section>
        {run.backend && <Section title={t('backend.title')}><BackendFacts backend={run.backend} outcome={run.outcome} f={f} t={t} /></Section>}
      </div>
      {run.backend && <Section title={r('process.title')} lead={r(run.endedAt === null ? 'process.leadNow' : 'process.lead')}><ProcessFacts run={run} f={f} r={r} /></Section>}
      <Section title={t('history.title')}><History company={company} moments={run.moments} f={f} t={t} r={r} who={who} /></Section>
    </Page>
  );
}
