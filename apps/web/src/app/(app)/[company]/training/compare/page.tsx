import { runsApi, type RunView, trainingApi } from '@capstan/training';
import { Button, EmptyState, NumberText, Page, Scatter, Section, Table } from '@capstan/ui';
import { api } from '../../../../../api/read.ts';
import { chartWords } from '../../../../../i18n/chart-words.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { Cost, sayScore, ScoreText } from '../figures.tsx';
import { Situation } from '../situation.tsx';
import { TrainingTabs } from '../tabs.tsx';
import { Differences } from './differences.tsx';
import { Overlay } from './overlay.tsx';

type Props = { params: Promise<{ company: string }>; searchParams: Promise<{ runs?: string | string[] }> };
export const generateMetadata = async () => ({ title: (await words('training'))('compare.title') });

const MOST = 20;

/** Several runs side by side: curves over each other, accuracy against cost, and what was set differently. */
export default async function Compare({ params, searchParams }: Props) {
  const [{ company }, asked] = await Promise.all([params, searchParams]);
  const [t, f, { rows: all }] = await Promise.all([words('training'), format(), api(runsApi.runs, { params: { company } })]);
  const known = new Set(all.map(({ run }) => run));
  const chosen = [asked.runs ?? []].flat().flatMap((part) => part.split(',')).filter((run) => known.has(run)).slice(0, MOST);
  const runs = chosen.length > 0 ? await api(trainingApi.comparison, { params: { company }, query: { runs: chosen.join(',') } }) : [];
  return (
    <Page title={t('compare.title')} lead={t('compare.lead')}>
      <TrainingTabs company={company} at="compare" />
      <form method="get" className="actions" aria-label={t('compare.choose')}>
        {all.map(({ run, name }) => <label key={run} className="check"><input type="checkbox" name="runs" value={run} defaultChecked={chosen.includes(run)} /> {name}</label>)}
        {all.length > 0 && <Button type="submit">{t('compare.show')}</Button>}
      </form>
      {runs.length === 0 ? <EmptyState>{t('compare.empty')}</EmptyState> : (
        <>
          <Section title={t('compare.results')}>
            <Table caption={t('compare.results')} rows={runs} rowKey={(r) => r.run} rowHref={(r) => `/${company}/training/runs/${r.run}`}
              columns={[
                { key: 'name', header: t('run.name'), cell: (r) => r.name },
                { key: 'situation', header: t('run.situation'), cell: (r) => <Situation run={r} t={t} /> },
                { key: 'metric', header: t('run.metric'), cell: (r) => (r.score ? t(`scores.${r.score.metric}`) : '') },
                { key: 'score', header: t('run.score'), align: 'right', cell: (r) => <ScoreText score={r.score} f={f} /> },
                { key: 'baseline', header: t('run.baseline'), align: 'right', cell: (r) => <span className="muted num">{r.score ? sayScore(r.score.metric, r.score.baseline, f) : f.number(null)}</span> },
                { key: 'cost', header: t('run.cost'), align: 'right', cell: (r) => <Cost usage={r.usage} f={f} t={t} /> },
                { key: 'wall', header: t('run.wall'), align: 'right', cell: (r) => <NumberText value={r.usage.wallSeconds} f={f} as="duration" /> },
                { key: 'parameters', header: t('spec.parameters'), align: 'right', cell: (r) => <NumberText value={r.parameters} f={f} /> },
              ]} />
          </Section>
          <Section title={t('compare.curves')} lead={t('compare.curvesLead')}><Overlay runs={runs} f={f} t={t} /></Section>
          <Against runs={runs} />
          {runs.length > 1 && <Section title={t('compare.differences')} lead={t('compare.differencesLead')}><Differences runs={runs} t={t} /></Section>}
        </>
      )}
    </Page>
  );
}

/** Accuracy against cost; only runs that have both. The cost is the exact one: pilots often cost less than a cent. */
async function Against({ runs }: { runs: RunView[] }) {
  const [t, f, chart] = await Promise.all([words('training'), format(), chartWords()]);
  const points = runs.flatMap((r) => (r.score?.metric === 'accuracy' && r.score.value !== null ? [{ name: r.name, x: Number(r.usage.exactCost), y: r.score.value }] : []));
  if (points.length < 2) return null;
  return (
    <Section title={t('compare.against')} lead={t('compare.againstLead')}>
      <Scatter title={t('compare.against')} words={chart} points={points} pareto="low-x-high-y" say={{ x: (v) => f.number(v, v < 10 ? 2 : 0), y: (v) => f.percent(v) }}
        names={{ name: t('run.name'), x: t('compare.costAxis', { currency: runs[0]!.usage.cost.currency }), y: t('scores.accuracy'), front: t('compare.front') }} />
    </Section>
  );
}
