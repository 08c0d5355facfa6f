import { modelsApi } from '@capstan/training';
import { Badge, ButtonLink, EmptyState, Page, Section, Table } from '@capstan/ui';
import { place } from '../../../../../api/me.ts';
import { api } from '../../../../../api/read.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { Synthetic } from '../../../../../shell/synthetic.tsx';
import { ScoreText } from '../figures.tsx';
import { names } from '../names.ts';
import { TrainingTabs } from '../tabs.tsx';
import { RegisterSheet } from './register-sheet.tsx';

type Props = { params: Promise<{ company: string }>; searchParams: Promise<{ sheet?: string; run?: string }> };
export const generateMetadata = async () => ({ title: (await words('models'))('title') });

/** Every registered model, and the way to the next one. */
export default async function Models({ params, searchParams }: Props) {
  const [{ company }, { sheet, run }] = await Promise.all([params, searchParams]);
  const [t, training, f, here, models, who] = await Promise.all([words('models'), words('training'), format(), place(company), api(modelsApi.models, { params: { company } }), names(company)]);
  const may = here.can('training:run'), base = `/${company}/training`;
  return (
    <Page title={t('title')} lead={t('lead')} actions={may && <ButtonLink href="?sheet=register" kind="primary" isNew>{t('register.title')}</ButtonLink>}>
      <TrainingTabs company={company} at="models" />
      <Section title={t('list')}>
        <Table caption={t('list')} rows={models} rowKey={(m) => m.model} rowHref={(m) => `${base}/models/${m.model}`}
          empty={<EmptyState action={<ButtonLink href={base}>{t('toRuns')}</ButtonLink>}>{t('empty')}</EmptyState>}
          columns={[
            { key: 'name', header: t('name'), cell: (m) => <>{m.name} <Synthetic is={m.synthetic} /></> },
            { key: 'aliases', header: t('aliases'), cell: (m) => m.aliases.map(({ alias, version }) => <Badge key={alias} tone={alias === 'production' ? 'good' : 'plain'}>{alias} {t('numbered', { version })}</Badge>) },
            { key: 'kind', header: t('kind'), cell: (m) => training(`models.${m.kind}`) },
            { key: 'versions', header: t('versions'), align: 'right', cell: (m) => <span className="num">{f.number(m.versions)}</span> },
            { key: 'metric', header: training('run.metric'), cell: (m) => m.score && training(`scores.${m.score.metric}`) },
            { key: 'score', header: t('score'), align: 'right', cell: (m) => <ScoreText score={m.score} f={f} /> },
            { key: 'by', header: t('by'), cell: (m) => who(m.actor) },
            { key: 'at', header: t('at'), align: 'right', cell: (m) => <span className="num">{f.instant(m.at)}</span> },
          ]} />
      </Section>
      {sheet === 'register' && may && <RegisterSheet company={company} run={run} />}
    </Page>
  );
}
