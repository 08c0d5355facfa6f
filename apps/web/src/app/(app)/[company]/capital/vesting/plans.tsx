import type { GrantsView } from '@capstan/capital';
import { NumberText, Section, Table } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { Recorded } from '../../../../../why/recorded.tsx';

/** The plans under which things are granted; nothing while there is none. */
export async function PlansSection({ company, plans }: { company: string; plans: GrantsView['plans'] }) {
  if (plans.length === 0) return null;
  const [t, f] = await Promise.all([words('vesting'), format()]);
  return (
    <Section id="plans" title={t('plans.title')}>
      <Table caption={t('plans.title')} rows={plans} rowKey={(p) => p.plan}
        columns={[
          { key: 'name', header: t('plans.name'), cell: (p) => p.name },
          { key: 'class', header: t('grants.class'), cell: (p) => p.class },
          { key: 'shares', header: t('plans.shares'), align: 'right', cell: (p) => <NumberText value={p.shares} f={f} /> },
          { key: 'outstanding', header: t('grants.outstanding'), align: 'right', cell: (p) => <NumberText value={p.outstanding} f={f} /> },
          { key: 'taken', header: t('plans.taken'), align: 'right', cell: (p) => <NumberText value={p.taken} f={f} /> },
          { key: 'cancelled', header: t('plans.cancelled'), cell: (p) => t(`plans.returns.${p.cancelled}`) },
          { key: 'adopted', header: t('plans.adopted'), align: 'right', cell: (p) => <span className="num">{f.day(p.adoptedOn)}</span> },
          { key: 'recorded', header: t('recorded'), cell: (p) => <Recorded company={company} actor={p.actor} at={p.at} fact={p.fact} /> },
        ]} />
    </Section>
  );
}
