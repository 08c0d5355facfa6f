import { type ModelView, modelsApi, type VersionView } from '@capstan/training';
import { Badge, ButtonLink, Figure, Figures, NumberText, Page, Section } from '@capstan/ui';
import { place } from '../../../../../../api/me.ts';
import { api } from '../../../../../../api/read.ts';
import { format } from '../../../../../../i18n/locale.ts';
import { words } from '../../../../../../i18n/words.ts';
import { Synthetic } from '../../../../../../shell/synthetic.tsx';
import { sayScore, ScoreText } from '../../figures.tsx';
import { names } from '../../names.ts';
import { TrainingTabs } from '../../tabs.tsx';
import { Exports } from './exports.tsx';
import { LatencySection } from './latency.tsx';
import { Lineage } from './lineage.tsx';
import { Moves } from './moves.tsx';
import { Program } from './program.tsx';
import { VersionSheet } from './sheets.tsx';
import { TrySection } from './try-section.tsx';
import { Versions } from './versions.tsx';

type Props = { params: Promise<{ company: string; model: string }>; searchParams: Promise<{ version?: string; sheet?: string }> };
export const generateMetadata = async ({ params }: Props) => ({ title: (await api(modelsApi.model, { params: await params })).name });

/** The version that was asked for, else the one in production, else the newest that still answers. */
const shown = ({ versions }: ModelView, asked: string | undefined): VersionView =>
  versions.find(({ version }) => String(version) === asked) ?? versions.find(({ aliases }) => aliases.includes('production')) ?? versions.find(({ retired }) => retired === null) ?? versions[0]!;

/** One model: tried, compared with its other versions, traced back to its run, and pointed at. */
export default async function Model({ params, searchParams }: Props) {
  const [{ company, model: id }, asked] = await Promise.all([params, searchParams]);
  const [t, training, f, here, model, latency, who] = await Promise.all([words('models'), words('training'), format(), place(company), api(modelsApi.model, { params: { company, model: id } }), api(modelsApi.latency, { params: { company, model: id } }), names(company)]);
  const one = shown(model, asked.version), may = here.can('training:run'), said = { company, model, one, f, t, who };
  const at = (sheet: string) => `?version=${one.version}&sheet=${sheet}`;
  return (
    <Page title={model.name} lead={<>{training(`models.${one.lineage.spec.kind}`)} · {one.lineage.dataset.name} <Synthetic is={one.synthetic} /> · {t('numbered', { version: one.version })} {one.aliases.map((alias) => <Badge key={alias} tone={alias === 'production' ? 'good' : 'plain'}>{alias}</Badge>)} {one.retired && <Badge tone="warn">{t('retired')}</Badge>}</>}
      actions={may && one.retired === null && <><ButtonLink href={at('retire')}>{t('retire.open')}</ButtonLink><ButtonLink href={at('reduce')}>{t('reduce.open')}</ButtonLink><ButtonLink href={at('alias')} kind="primary">{t('alias.open')}</ButtonLink></>}>
      <TrainingTabs company={company} at="models" />
      <Figures label={t('versions')}>
        <Figure label={one.score ? training(`scores.${one.score.metric}`) : t('score')} value={<ScoreText score={one.score} f={f} />} note={one.score && `${training('run.baseline')} ${sayScore(one.score.metric, one.score.baseline, f)}`} />
        <Figure label={t('size')} value={<span className="num">{f.number(one.artifact.bytes / 1000, 1)} {t('kilobytes')}</span>} note={one.parent === null ? undefined : t('madeFrom', { version: one.parent, how: t(`reductions.${one.how!.kind}`) })} />
        <Figure label={t('latency.p50')} value={<NumberText value={latency.p50} f={f} digits={1} unit={latency.p50 === null ? undefined : t('latency.unit')} />} />
        <Figure label={t('latency.p99')} value={<NumberText value={latency.p99} f={f} digits={1} unit={latency.p99 === null ? undefined : t('latency.unit')} />} />
      </Figures>
      {may && one.retired === null && <TrySection {...said} />}
      <Section title={t('versions')}><Versions {...said} /></Section>
      <div className="split">
        <Section title={t('lineage.title', { version: one.version })}><Lineage {...said} /></Section>
        <Section title={t('moves.title')}><Moves {...said} /></Section>
      </div>
      <LatencySection latency={latency} f={f} t={t} />
      {one.retired === null && <Section title={t('program.title')} lead={<>{t('program.lead')} <a className="link" href={`/${company}/members?sheet=token&may=training:run`}>{t('program.tokens')}</a></>}><Program {...said} /></Section>}
      {one.retired === null && <Section title={t('export.title')} lead={t('export.lead')}><Exports {...said} /></Section>}
      <VersionSheet sheet={may && one.retired === null ? asked.sheet : undefined} company={company} model={model} one={one} />
    </Page>
  );
}
