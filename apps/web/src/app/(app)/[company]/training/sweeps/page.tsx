import { sweepsApi, trainingApi } from '@capstan/training';
import { Amount, ButtonLink, EmptyState, NumberText, Page, Section, Table } from '@capstan/ui';
import { place } from '../../../../../api/me.ts';
import { api } from '../../../../../api/read.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { Synthetic } from '../../../../../shell/synthetic.tsx';
import { names } from '../names.ts';
import { TrainingTabs } from '../tabs.tsx';
import { saySettings } from './axes.ts';
import { NewStudySheet } from './new-study.tsx';
import { NewSweepSheet } from './new-sweep.tsx';
import { SweepBadge } from './situation.tsx';

type Props = { params: Promise<{ company: string }>; searchParams: Promise<{ sheet?: string; dataset?: string; model?: string }> };
export const generateMetadata = async () => ({ title: (await words('sweeps'))('title') });

/** Every sweep with the best it found, and the way to a new one. */
export default async function Sweeps({ params, searchParams }: Props) {
  const [{ company }, { sheet, dataset, model }] = await Promise.all([params, searchParams]);
  const [t, training, f, here, sweeps, machine, who] = await Promise.all([
    words('sweeps'), words('training'), format(), place(company), api(sweepsApi.sweeps, { params: { company } }), api(trainingApi.machine, { params: { company } }), names(company),
  ]);
  const may = here.can('training:run'), base = `/${company}/training/sweeps`;
  return (
    <Page title={t('title')} lead={t('lead')} actions={may && <><ButtonLink href="?sheet=scaling">{t('scaling.new')}</ButtonLink><ButtonLink href="?sheet=sweep" kind="primary" isNew>{t('new')}</ButtonLink></>}>
      <TrainingTabs company={company} at="sweeps" />
      <Section title={t('list')}>
        <Table caption={t('list')} rows={sweeps} rowKey={(s) => s.sweep} rowHref={(s) => `${base}/${s.sweep}`}
          empty={<EmptyState action={may && <ButtonLink href="?sheet=sweep">{t('new')}</ButtonLink>}>{t('empty')}</EmptyState>}
          columns={[
            { key: 'name', header: training('run.name'), cell: (s) => s.name },
            { key: 'situation', header: training('run.situation'), cell: (s) => <SweepBadge situation={s.situation} t={t} /> },
            { key: 'strategy', header: t('strategy'), cell: (s) => (s.purpose === 'scaling' ? t('scaling.title') : t(`strategies.${s.strategy}`)) },
            { key: 'model', header: training('run.model'), cell: (s) => training(`models.${s.model}`) },
            { key: 'dataset', header: training('run.dataset'), cell: (s) => <>{s.datasetName} <Synthetic is={s.synthetic} /></> },
            { key: 'trials', header: t('trials'), align: 'right', cell: (s) => <><NumberText value={s.ended} f={f} /><span className="muted"> / {f.number(s.planned)}</span></> },
            { key: 'best', header: t('bestSettings'), cell: (s) => (s.best ? saySettings(s.best.settings, training, f) : '') },
            { key: 'value', header: t('value'), align: 'right', cell: (s) => <NumberText value={s.best?.value ?? null} digits={4} f={f} /> },
            { key: 'spent', header: training('run.cost'), align: 'right', cell: (s) => <Amount money={s.spent} f={f} as="exact" /> },
            { key: 'by', header: training('run.by'), cell: (s) => who(s.actor) },
            { key: 'at', header: training('run.on'), align: 'right', cell: (s) => <span className="num" title={f.instant(s.at)}>{f.day(s.at)}</span> },
          ]} />
      </Section>
      {sheet === 'scaling' && may && <NewStudySheet company={company} dataset={dataset} model={model} machine={machine} />}
      {sheet === 'sweep' && may && <NewSweepSheet company={company} dataset={dataset} model={model} machine={machine} />}
    </Page>
  );
}
