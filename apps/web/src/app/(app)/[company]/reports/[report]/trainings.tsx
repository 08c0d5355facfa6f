import type { TrainingNote } from '@capstan/reports';
import { Amount, type Formatters, Section, Table } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words, type Words } from '../../../../../i18n/words.ts';
import { Synthetic } from '../../../../../shell/synthetic.tsx';

const said = (t: Words, f: Formatters, { measure }: TrainingNote, value: number | null) =>
  value === null ? f.number(null) : measure === 'accuracy' ? f.percent(value) : f.number(value, 2);

/** The pilots that finished in the month: what they measured against the naive baseline, and what they cost. */
export async function Trainings({ trainings }: { trainings: readonly TrainingNote[] }) {
  const [t, f] = await Promise.all([words('reports'), format()]);
  return (
    <Section title={t('page.trainings')}>
      {trainings.length === 0 ? <p className="muted">{t('page.noTrainings')}</p> : (
        <Table caption={t('page.trainings')} rows={trainings} rowKey={(r) => r.run} columns={[
          { key: 'run', header: t('page.run'), cell: (r) => <>{r.name} <span className="small muted">{r.model}</span> <Synthetic is={r.synthetic} /></> },
          { key: 'measure', header: t('page.measure'), align: 'right', cell: (r) => <span className="num">{r.measure === 'none' ? t('measures.none') : t(`measures.${r.measure}`, { value: said(t, f, r, r.value) })}</span> },
          { key: 'baseline', header: t('page.baseline'), align: 'right', cell: (r) => <span className="num">{said(t, f, r, r.baseline)}</span> },
          { key: 'cost', header: t('page.cost'), align: 'right', cell: (r) => <Amount money={r.cost} f={f} as="exact" /> },
        ]} />
      )}
    </Section>
  );
}
