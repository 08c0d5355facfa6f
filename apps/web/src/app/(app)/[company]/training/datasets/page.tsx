import { DATASET_LIMIT_MB, PICTURES_FILE_LIMIT_MB, trainingApi } from '@capstan/training';
import { ButtonLink, NumberText, Page, Section, Sheet, Table } from '@capstan/ui';
import { explain } from '../../../../../api/explain.ts';
import { place } from '../../../../../api/me.ts';
import { api } from '../../../../../api/read.ts';
import { routeOf } from '../../../../../api/route.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { Synthetic } from '../../../../../shell/synthetic.tsx';
import { names } from '../names.ts';
import { TrainingTabs } from '../tabs.tsx';
import { DatasetSheet } from './card.tsx';
import { Upload } from './upload.tsx';

type Props = { params: Promise<{ company: string }>; searchParams: Promise<{ sheet?: string; dataset?: string }> };
export const generateMetadata = async () => ({ title: (await words('training'))('datasets.title') });

/** What there is to learn from. */
export default async function Datasets({ params, searchParams }: Props) {
  const [{ company }, { sheet, dataset }] = await Promise.all([params, searchParams]);
  const [t, app, f, here, datasets, who] = await Promise.all([words('training'), words('app'), format(), place(company), api(trainingApi.datasets, { params: { company } }), names(company)]);
  const may = here.can('training:run');
  const close = `/${company}/training/datasets`;
  const one = datasets.find((d) => d.dataset === dataset);
  return (
    <Page title={t('datasets.title')} lead={t('datasets.lead')} actions={may && <ButtonLink href="?sheet=upload" kind="primary" isNew>{t('datasets.add')}</ButtonLink>}>
      <TrainingTabs company={company} at="datasets" />
      <Section title={t('datasets.list')}>
        <Table caption={t('datasets.list')} rows={datasets} rowKey={(d) => d.dataset} rowHref={(d) => `?sheet=card&dataset=${d.dataset}`}
          columns={[
            { key: 'name', header: t('datasets.name'), cell: (d) => <>{d.name} <Synthetic is={d.synthetic} /></> },
            { key: 'kind', header: t('datasets.kind'), cell: (d) => t(`kinds.${d.kind}`) },
            { key: 'rows', header: t('datasets.size'), align: 'right', cell: (d) => <NumberText value={d.rows} f={f} unit={t(`rowUnits.${d.kind}`)} /> },
            { key: 'bytes', header: t('datasets.bytes'), align: 'right', cell: (d) => <NumberText value={d.bytes / 1000} f={f} /> },
            { key: 'runs', header: t('datasets.runs'), align: 'right', cell: (d) => <NumberText value={d.runs} f={f} /> },
            { key: 'by', header: t('run.by'), cell: (d) => (d.actor ? who(d.actor) : t('datasets.builtIn')) },
            { key: 'at', header: t('run.at'), align: 'right', cell: (d) => <span className="num">{f.instant(d.at)}</span> },
          ]} />
      </Section>
      {sheet === 'card' && one && <DatasetSheet company={company} dataset={one} close={close} may={may} />}
      {sheet === 'upload' && may && (
        <Sheet title={t('datasets.add')} closeHref={close} closeLabel={app('close')}>
          <Upload to={routeOf(trainingApi.addDataset, { company })} then={close} explain={explain} limits={{ text: DATASET_LIMIT_MB * 1_000_000, images: PICTURES_FILE_LIMIT_MB * 1_000_000 }} words={t.raw('upload') as Parameters<typeof Upload>[0]['words']} drop={{ drop: app('form.drop'), choose: app('form.choose'), stop: app('form.stop'), sending: app('form.sending') }} />
        </Sheet>
      )}
    </Page>
  );
}
