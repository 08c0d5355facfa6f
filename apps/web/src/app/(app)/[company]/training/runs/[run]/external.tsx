import { type ExternalRunView, externalApi } from '@capstan/training';
import { Amount, Banner, ButtonLink, Figures, type Formatters, NumberText, Page, Section, Table } from '@capstan/ui';
import type { ReactNode } from 'react';
import { place } from '../../../../../../api/me.ts';
import { api } from '../../../../../../api/read.ts';
import { routeOf } from '../../../../../../api/route.ts';
import { format } from '../../../../../../i18n/locale.ts';
import { words, type Words } from '../../../../../../i18n/words.ts';
import { Form } from '../../../../../../shell/form.tsx';
import { KeyFigure } from '../../../../../../why/key-figure.tsx';
import { endExternalRun } from '../../actions.ts';
import { Cost, sayEmitted, sayEnergy } from '../../figures.tsx';
import { names } from '../../names.ts';
import { originName } from '../../origin-name.ts';
import { Situation } from '../../situation.tsx';
import { ScriptCurves } from './script-curves.tsx';
import { ScoreFigure } from './score-figure.tsx';
import { History } from './history.tsx';

interface Said { run: ExternalRunView; f: Formatters; e: Words; t: Words }

/** A run that was trained elsewhere: what its script told, and what it cost. */
export async function ExternalRun({ company, run }: { company: string; run: ExternalRunView }) {
  const of = { params: { company, run: run.run } };
  const [t, e, r, f, here, who, series] = await Promise.all([words('training'), words('elsewhere'), words('runs'), format(), place(company), names(company), api(externalApi.metrics, of)]);
  const said = { run, f, e, t }, open = run.endedAt === null;
  return (
    <Page title={run.name} lead={<><Situation run={run} t={t} /> {run.origin !== 'capstan' && originName[run.origin]} · {run.experiment.name} · {who(run.actor)}, {f.instant(run.startedAt)}</>}
      actions={<ButtonLink href={routeOf(externalApi.exportEvents, of.params).path}>{e('run.takeEvents')}</ButtonLink>}>
      {open && here.can('training:run') && <Banner tone="plain">{e('run.endHint', { at: f.instant(run.heardAt) })} <Form action={endExternalRun.bind(null, company, run.run)} submit={e('run.end')} /></Banner>}
      <Headline company={company} {...said} />
      <Section title={e('run.curves')} lead={e('run.curvesLead')}>{series.length > 0 ? <ScriptCurves company={company} run={run} series={series} f={f} e={e} /> : <p className="muted">{e('run.noCurves')}</p>}</Section>
      <div className="split">
        <Section title={e('run.about')}><About {...said} /></Section>
        <Pairs title={e('run.params')} rows={run.params} e={e} />
      </div>
      <div className="split">
        <Latest {...said} />
        <Pairs title={e('run.tags')} rows={run.tags} e={e} />
      </div>
      <Kept {...said} />
      <Section title={t('history.title')}><History company={company} moments={run.moments} f={f} t={t} r={r} who={who} /></Section>
    </Page>
  );
}

const Headline = ({ company, run, f, e, t }: Said & { company: string }) => (
  <Figures label={run.name}>
    {run.score && <ScoreFigure score={run.score} f={f} t={t} />}
    <KeyFigure company={company} headline={!run.score} why={run.why.cost} value={<Cost usage={run.usage} f={f} t={t} />} note={run.endedAt ? undefined : t('soFar')} />
    <KeyFigure company={company} why={run.why.wallTime} value={<NumberText value={run.usage.wallSeconds} f={f} as="duration" />} />
    <KeyFigure company={company} why={run.why.energy} value={<span className="num">{sayEnergy(run.usage.energyKwh, f)}</span>} note={carbonNote(run, f, t, e)} />
  </Figures>
);

/** What its energy emitted, by whose factor; or why that is unknown. */
const carbonNote = ({ carbon, machineName }: ExternalRunView, f: Formatters, t: Words, e: Words): string =>
  carbon ? sayEmitted(carbon, f, t) : machineName === null ? t('carbon.unknown') : e('run.carbonUnknown', { machine: machineName });

function About({ run, f, e }: Said) {
  const lines: [string, ReactNode][] = [
    ['experiment', run.experiment.name], ['machine', run.machineName ?? f.number(null)], ['price', <Amount key="price" money={run.machine.pricePerHour} f={f} as="exact" />],
    ['started', f.instant(run.startedAt)], run.endedAt === null ? ['heard', f.instant(run.heardAt)] : ['ended', f.instant(run.endedAt)],
  ];
  return <dl className="facts">{lines.map(([key, value]) => <div key={key}><dt>{e(`run.${key}`)}</dt><dd>{value}</dd></div>)}</dl>;
}

const Pairs = ({ title, rows, e }: { title: string; rows: ExternalRunView['params']; e: Words }) => (
  <Section title={title}>
    <Table caption={title} rows={rows} rowKey={({ key }) => key} empty={<p className="muted">{e('run.none')}</p>}
      columns={[{ key: 'key', header: e('run.key'), cell: ({ key }) => key }, { key: 'value', header: e('run.value'), cell: ({ value }) => <span data-copy={value}>{value}</span> }]} />
  </Section>
);

const Latest = ({ run, f, e }: Said) => (
  <Section title={e('run.latest')}>
    <Table caption={e('run.latest')} rows={run.latest} rowKey={({ metric }) => metric} empty={<p className="muted">{e('run.none')}</p>}
      columns={[
        { key: 'metric', header: e('run.metric'), cell: ({ metric }) => metric },
        { key: 'step', header: e('run.step'), align: 'right', cell: ({ step }) => <NumberText value={step} f={f} /> },
        { key: 'value', header: e('run.value'), align: 'right', cell: ({ value }) => (typeof value === 'number' ? <span className="num" data-copy={String(value)}>{f.number(value, 4)}</span> : <span className="num muted">{value}</span>) },
      ]} />
  </Section>
);

/** The data it names and the files it left. */
const Kept = ({ run, f, e }: Said) => (
  <>
    {run.datasets.length > 0 && (
      <Section title={e('run.datasets')}>
        <Table caption={e('run.datasets')} rows={run.datasets} rowKey={(one) => `${one.name} ${one.digest} ${one.context}`}
          columns={[{ key: 'name', header: e('run.dataset'), cell: (one) => one.name }, { key: 'digest', header: e('run.digest'), cell: (one) => <code data-copy={one.digest}>{one.digest}</code> }, { key: 'context', header: e('run.context'), cell: (one) => one.context ?? f.number(null) }, { key: 'source', header: e('run.source'), cell: (one) => one.source }]} />
      </Section>
    )}
    {run.artifacts.length > 0 && (
      <Section title={e('run.files')}>
        <Table caption={e('run.files')} rows={run.artifacts} rowKey={(one) => one.path}
          columns={[{ key: 'file', header: e('run.file'), cell: (one) => one.path }, { key: 'size', header: e('run.size'), align: 'right', cell: (one) => <NumberText value={one.bytes} f={f} /> }, { key: 'sha256', header: e('run.sha256'), cell: (one) => <code data-copy={one.sha256}>{one.sha256.slice(0, 12)}</code> }]} />
      </Section>
    )}
  </>
);
