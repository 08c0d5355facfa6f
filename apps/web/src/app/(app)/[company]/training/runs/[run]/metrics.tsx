import { bitsPerCharacter, rootMeanSquaredError, type RunMetrics, type RunOutcome } from '@capstan/training';
import { type Formatters, NumberText, Section, Table } from '@capstan/ui';
import type { Words } from '../../../../../../i18n/words.ts';
import { visible } from '../../visible.ts';
import { Confusion } from './confusion.tsx';

interface Props { metrics: RunMetrics; outcome: RunOutcome; f: Formatters; t: Words; r: Words }
interface Row { key: string; name: string; value: number | null; baseline: number | null; percent: boolean }

const shares = ['accuracy', 'precision', 'recall', 'f1'] as const;
const averages = ['f1Micro', 'f1Weighted', 'rocAuc', 'averagePrecision', 'rSquared'] as const;
const numbers = ['loss', 'perplexity', 'meanSquaredError', 'meanAbsoluteError'] as const;
const derived = { bitsPerCharacter: (m: RunMetrics) => bitsPerCharacter(m.perplexity), rootMeanSquaredError: (m: RunMetrics) => rootMeanSquaredError(m.meanSquaredError) };

/** Everything that is known of how good a run became, beside the baseline's; what it has no figure for is left out. */
function rowsOf({ metrics, outcome, t, r }: Pick<Props, 'metrics' | 'outcome' | 't' | 'r'>): Row[] {
  const naive = outcome.baseline?.metrics, summary = outcome.evaluation?.averages;
  const all: Row[] = [
    ...shares.map((key) => ({ key, name: t(`metricsOf.${key}`), value: metrics[key], baseline: naive?.[key] ?? null, percent: true })),
    ...averages.map((key) => ({ key, name: r(`averages.${key}`), value: summary?.[key] ?? null, baseline: null, percent: key.startsWith('f1') })),
    ...numbers.map((key) => ({ key, name: t(`metricsOf.${key}`), value: metrics[key], baseline: naive?.[key] ?? null, percent: false })),
    ...Object.entries(derived).map(([key, of]) => ({ key, name: r(`averages.${key}`), value: of(metrics), baseline: naive ? of(naive) : null, percent: false })),
  ];
  return all.filter(({ value }) => value !== null);
}

/** All metrics beside the baseline's, each class, and what was taken for what. */
export function Metrics({ metrics, outcome, f, t, r }: Props) {
  const { baseline } = outcome, say = (value: number | null, percent: boolean) => <NumberText value={value} f={f} {...(percent ? { as: 'percent' as const } : { digits: 3 })} />;
  return (
    <>
      <Section title={t('metricsOf.title')} lead={t('metricsOf.lead', { samples: f.number(metrics.samples) })}>
        <Table caption={t('metricsOf.title')} rows={rowsOf({ metrics, outcome, t, r })} rowKey={({ key }) => key}
          columns={[
            { key: 'name', header: t('metricsOf.metric'), cell: ({ name }) => name },
            { key: 'value', header: t('metricsOf.model'), align: 'right', cell: ({ value, percent }) => say(value, percent) },
            { key: 'naive', header: baseline ? t('metricsOf.baseline', { rule: t(`rules.${baseline.rule}`) }) : t('run.baseline'), align: 'right', cell: (row) => <span className="muted">{say(row.baseline, row.percent)}</span> },
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
