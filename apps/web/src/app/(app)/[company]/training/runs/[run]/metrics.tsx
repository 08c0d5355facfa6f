import type { RunMetrics, RunOutcome } from '@capstan/training';
import { type Formatters, NumberText, Section, Table } from '@capstan/ui';
import type { Words } from '../../../../../../i18n/words.ts';
import { visible } from '../../visible.ts';
import { Confusion } from './confusion.tsx';

interface Props { metrics: RunMetrics; baseline: RunOutcome['baseline']; f: Formatters; t: Words }

const shares = ['accuracy', 'precision', 'recall', 'f1'] as const;
const numbers = ['loss', 'perplexity', 'meanSquaredError', 'meanAbsoluteError'] as const;

/** All metrics beside the baseline's, each class, and what was taken for what. */
export function Metrics({ metrics, baseline, f, t }: Props) {
  const rows = [...shares, ...numbers].filter((name) => metrics[name] !== null);
  const say = (name: (typeof rows)[number], of: RunMetrics | undefined) => <NumberText value={of?.[name] ?? null} f={f} {...(shares.includes(name as never) ? { as: 'percent' as const } : { digits: 3 })} />;
  return (
    <>
      <Section title={t('metricsOf.title')} lead={t('metricsOf.lead', { samples: f.number(metrics.samples) })}>
        <Table caption={t('metricsOf.title')} rows={rows} rowKey={(name) => name}
          columns={[
            { key: 'name', header: t('metricsOf.metric'), cell: (name) => t(`metricsOf.${name}`) },
            { key: 'value', header: t('metricsOf.model'), align: 'right', cell: (name) => say(name, metrics) },
            { key: 'naive', header: baseline ? t('metricsOf.baseline', { rule: t(`rules.${baseline.rule}`) }) : t('run.baseline'), align: 'right', cell: (name) => <span className="muted">{say(name, baseline?.metrics)}</span> },
          ]} />
      </Section>
      {metrics.confusion && metrics.confusion.classes.length > 1 && <Section title={t('confusion.title')} lead={t('confusion.lead')}><Confusion matrix={metrics.confusion} f={f} t={t} /></Section>}
      {metrics.perClass && metrics.perClass.length <= 40 && (
        <Section title={t('perClass.title')}>
          <Table caption={t('perClass.title')} rows={metrics.perClass} rowKey={(c) => c.class}
            columns={[
              { key: 'class', header: t('perClass.class'), cell: (c) => visible(c.class) },
              ...(['precision', 'recall', 'f1'] as const).map((name) => ({ key: name, header: t(`perClass.${name}`), align: 'right' as const, cell: (c: { [K in typeof name]: number | null }) => <NumberText value={c[name]} f={f} as="percent" /> })),
              { key: 'support', header: t('perClass.support'), align: 'right', cell: (c) => <NumberText value={c.support} f={f} /> },
            ]} />
        </Section>
      )}
    </>
  );
}
