import { fill } from '@capstan/kernel';
import { datasetCardApi, type DatasetView } from '@capstan/training';
import { Banner, ButtonLink, type Formatters, NumberText, Sheet, Table } from '@capstan/ui';
import { Fragment, Suspense } from 'react';
import { call } from '../../../../../api/call.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words, type Words } from '../../../../../i18n/words.ts';
import { Form } from '../../../../../shell/form.tsx';
import { Synthetic } from '../../../../../shell/synthetic.tsx';
import { withdrawDataset } from '../actions.ts';
import { visible } from '../visible.ts';

/** The card of a dataset: what it is, how it is split, and what is wrong with it. */
export async function DatasetSheet({ company, dataset, close, may }: { company: string; dataset: DatasetView; close: string; may: boolean }) {
  const [t, app, f] = await Promise.all([words('training'), words('app'), format()]);
  return (
    <Sheet title={dataset.name} closeHref={close} closeLabel={app('close')} wide>
      <dl className="facts">
        <dt>{t('datasets.kind')}</dt><dd>{t(`kinds.${dataset.kind}`)} <Synthetic is={dataset.synthetic} /></dd>
        <dt>{t('datasets.source')}</dt><dd>{dataset.source || '—'}</dd>
        <dt>{t('datasets.size')}</dt><dd><NumberText value={dataset.rows} f={f} unit={t(`rowUnits.${dataset.kind}`)} /></dd>
        <dt>{t('spec.hash')}</dt><dd><code className="num" data-copy={dataset.hash} title={dataset.hash}>{dataset.hash.slice(0, 16)}…</code></dd>
      </dl>
      {dataset.card ? <Card card={dataset.card} f={f} t={t} /> : <Suspense fallback={<p className="muted" role="status">{t('datasets.reading')}</p>}><FirstReading company={company} dataset={dataset} f={f} t={t} /></Suspense>}
      <div className="actions">
        {may && <ButtonLink href={`/${company}/training?sheet=run&dataset=${dataset.dataset}`} kind="primary">{t('run.new')}</ButtonLink>}
        {may && !dataset.builtIn && <Form action={withdrawDataset.bind(null, company, dataset.dataset)} submit={t('datasets.withdraw')} kind="danger" then={close} inline />}
      </div>
    </Sheet>
  );
}

type Card = NonNullable<DatasetView['card']>;
type Said = { f: Formatters; t: Words };

/** What the engine reads in it before any run has: the card, or why a run would be refused. */
async function FirstReading({ company, dataset, f, t }: { company: string; dataset: DatasetView } & Said) {
  const read = await call(datasetCardApi.card, { params: { company, dataset: dataset.dataset } });
  if (read.ok) return <><Card card={read.data} f={f} t={t} />{dataset.columns && <p className="muted small">{t('datasets.lastColumn')}</p>}</>;
  const { code, values = {}, detail } = read.problem, r = await words('runs');
  const why = r.has(`engine.${code}`) ? fill(r.raw(`engine.${code}`) as string, values) : detail;
  return <Banner tone="warn">{t('datasets.refused', { why })}{dataset.columns && <> {t('datasets.otherLabel')}</>}</Banner>;
}

const Card = ({ card, f, t }: { card: Card } & Said) => (
  <>
    <dl className="facts"><CardFacts card={card} f={f} t={t} /></dl>
    {card.columns && <Columns columns={card.columns} f={f} t={t} />}
    {card.classes && <Classes classes={card.classes} f={f} t={t} />}
  </>
);

const CardFacts = ({ card, f, t }: { card: Card } & Said) => (
  <>
    <dt>{t('datasets.task')}</dt><dd>{t(`tasks.${card.task}`)}</dd>
    <dt>{t('datasets.split')}</dt><dd>{t('datasets.splitOf', { train: f.number(card.train), validation: f.number(card.validation) })}</dd>
    <dt>{t('datasets.shape')}</dt><dd className="num">{card.shape.map((n) => f.number(n)).join(' × ')}</dd>
    <dt>{t('datasets.duplicates')}</dt><dd><NumberText value={card.duplicates} f={f} /></dd>
    <dt>{t('datasets.leaks')}</dt><dd><NumberText value={card.leaks} f={f} /></dd>
    {card.cleaned && (['duplicates', 'missing', 'outliers'] as const).map((what) => card.cleaned![what] > 0 && <Fragment key={what}><dt>{t(`datasets.cleaned.${what}`)}</dt><dd><NumberText value={card.cleaned![what]} f={f} /></dd></Fragment>)}
  </>
);

const Columns = ({ columns, f, t }: { columns: NonNullable<Card['columns']> } & Said) => (
  <Table caption={t('datasets.columns')} rows={columns} rowKey={(c) => c.name}
    columns={[
      { key: 'name', header: t('datasets.column'), cell: (c) => c.name },
      { key: 'type', header: t('datasets.type'), cell: (c) => t(`columnTypes.${c.type}`) },
      { key: 'use', header: t('datasets.use'), cell: (c) => t(`columnUses.${c.use}`) },
      { key: 'missing', header: t('datasets.missing'), align: 'right', cell: (c) => <NumberText value={c.missing} f={f} /> },
      { key: 'why', header: t('datasets.why'), cell: (c) => c.why && (t.has(`columnWhy.${c.why}`) ? t(`columnWhy.${c.why}`) : c.why) },
    ]} />
);

const MOST_CLASSES = 20;
function Classes({ classes, f, t }: { classes: NonNullable<Card['classes']> } & Said) {
  const all = classes.reduce((sum, c) => sum + c.samples, 0);
  const rows = classes.toSorted((a, b) => b.samples - a.samples).slice(0, MOST_CLASSES);
  return (
    <Table caption={t('datasets.classes')} rows={rows} rowKey={(c) => c.class}
      columns={[
        { key: 'class', header: t('datasets.classesTop', { shown: f.number(rows.length), all: f.number(classes.length) }), cell: (c) => visible(c.class) },
        { key: 'samples', header: t('perClass.support'), align: 'right', cell: (c) => <NumberText value={c.samples} f={f} /> },
        { key: 'share', header: t('datasets.share'), align: 'right', cell: (c) => <NumberText value={c.samples / all} f={f} as="percent" /> },
      ]} />
  );
}
