import { comparedApi, MOST_COMPARED, runsApi } from '@capstan/training';
import { EmptyState, Page, Section } from '@capstan/ui';
import { api } from '../../../../../api/read.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { picked } from '../run-search.ts';
import { TrainingTabs } from '../tabs.tsx';
import { Against } from './against.tsx';
import { type CompareSearch, figureFor, figuresOf, metricsOf } from './choice.ts';
import { Differences } from './differences.tsx';
import { Overlay } from './overlay.tsx';
import { Picker } from './picker.tsx';
import { Results } from './results.tsx';
import { SettingsAxes } from './settings-axes.tsx';

type Props = { params: Promise<{ company: string }>; searchParams: Promise<CompareSearch> };
export const generateMetadata = async () => ({ title: (await words('training'))('compare.title') });

/** The runs with one curve each; which curves there are is known only once they have been asked for. */
async function comparison(company: string, search: CompareSearch) {
  const ids = picked(search).slice(0, MOST_COMPARED).join(','), of = { params: { company } };
  if (ids === '') return { runs: [], metrics: [], metric: undefined };
  const first = await api(comparedApi.compared, { ...of, query: { runs: ids, ...(search.metric && { metric: search.metric }) } });
  const metrics = metricsOf(first), metric = metrics.find((name) => name === search.metric) ?? metrics[0];
  return { runs: metric && metric !== search.metric ? await api(comparedApi.compared, { ...of, query: { runs: ids, metric } }) : first, metrics, metric };
}

/** Several runs side by side: curves over each other, a figure against cost, all settings as axes, and what was set differently. */
export default async function Compare({ params, searchParams }: Props) {
  const [{ company }, search] = await Promise.all([params, searchParams]);
  const [t, r, f, { runs, metrics, metric }] = await Promise.all([words('training'), words('runs'), format(), comparison(company, search)]);
  const { rows: found } = search.find || runs.length === 0 ? await api(runsApi.runs, { params: { company }, query: { size: 12, ...(search.find && { text: search.find }) } }) : { rows: [] };
  const figure = figureFor(runs, search.figure), said = { runs, f, t, r };
  return (
    <Page title={t('compare.title')} lead={r('compare.lead', { most: MOST_COMPARED })}>
      <TrainingTabs company={company} at="compare" />
      <Picker {...said} found={found} find={search.find} metrics={metrics} metric={metric} figures={figuresOf(runs)} figure={figure} />
      {runs.length === 0 ? <EmptyState>{t('compare.empty')}</EmptyState> : (
        <>
          <Section title={t('compare.results')}><Results company={company} {...said} figure={figure} /></Section>
          <Section title={t('compare.curves')} lead={r('compare.curvesLead')}>{metric ? <Overlay company={company} {...said} metric={metric} /> : <p className="muted">{t('compare.noCurves')}</p>}</Section>
          {figure && <Against company={company} {...said} figure={figure} />}
          {figure && <SettingsAxes {...said} figure={figure} />}
          {runs.length > 1 && <Section title={t('compare.differences')} lead={t('compare.differencesLead')}><Differences runs={runs} t={t} /></Section>}
        </>
      )}
    </Page>
  );
}
