import { planningApi } from '@capstan/planning';
import { Amount, ButtonLink, EmptyState, Figure, Figures, NumberText, Section, Table } from '@capstan/ui';
import { api } from '../../../../api/read.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Recorded } from '../../../../why/recorded.tsx';

/** Planned costs and revenue; they come on top of what runs on anyway. */
export async function Plans({ company, may }: { company: string; may: boolean }) {
  const [t, f, plans] = await Promise.all([words('planning'), format(), api(planningApi.plans, { params: { company } })]);
  return (
    <>
      <Figures label={t('plans.assumptions')}>
        <Figure label={t('plans.raiseMonths')} value={<NumberText value={plans.raiseMonths} f={f} as="months" />} note={t('plans.raiseNote')} />
      </Figures>
      <Section title={t('plans.costs')} lead={t('plans.costsLead')}>
        <Table caption={t('plans.costs')} rows={plans.costs} rowKey={(c) => c.cost} rowHref={may ? (c) => `?tab=plans&sheet=drop-cost&id=${c.cost}` : undefined}
          columns={[
            { key: 'name', header: t('plans.name'), cell: (c) => c.name },
            { key: 'kind', header: t('transactions.kind'), cell: (c) => t(`kinds.${c.kind}`) },
            { key: 'from', header: t('plans.from'), cell: (c) => <span className="num">{f.month(c.from)}</span> },
            { key: 'to', header: t('plans.to'), cell: (c) => <span className="num">{c.to ? f.month(c.to) : t('plans.open')}</span> },
            { key: 'monthly', header: t('plans.monthly'), align: 'right', cell: (c) => <Amount money={c.monthly} f={f} /> },
            { key: 'recorded', header: t('recorded'), cell: (c) => <Recorded company={company} actor={c.actor} at={c.at} fact={c.fact} /> },
          ]}
          empty={<EmptyState rows={2} action={may && <ButtonLink href="?tab=plans&sheet=cost">{t('sheets.cost.open')}</ButtonLink>}>{t('plans.noCosts')}</EmptyState>} />
      </Section>
      <Section title={t('plans.revenues')} lead={t('plans.revenuesLead')}>
        <Table caption={t('plans.revenues')} rows={plans.revenues} rowKey={(r) => r.plan} rowHref={may ? (r) => `?tab=plans&sheet=drop-revenue&id=${r.plan}` : undefined}
          columns={[
            { key: 'name', header: t('plans.name'), cell: (r) => r.name },
            { key: 'from', header: t('plans.from'), cell: (r) => <span className="num">{f.month(r.from)}</span> },
            { key: 'to', header: t('plans.to'), cell: (r) => <span className="num">{r.to ? f.month(r.to) : t('plans.open')}</span> },
            { key: 'growth', header: t('plans.growth'), align: 'right', cell: (r) => <NumberText value={Number(r.growth)} f={f} as="percent" /> },
            { key: 'monthly', header: t('plans.monthly'), align: 'right', cell: (r) => <Amount money={r.monthly} f={f} /> },
            { key: 'recorded', header: t('recorded'), cell: (r) => <Recorded company={company} actor={r.actor} at={r.at} fact={r.fact} /> },
          ]}
          empty={<EmptyState rows={2} action={may && <ButtonLink href="?tab=plans&sheet=revenue">{t('sheets.revenue.open')}</ButtonLink>}>{t('plans.noRevenues')}</EmptyState>} />
      </Section>
    </>
  );
}
