import { planningApi } from '@capstan/planning';
import { ButtonLink, EmptyState, Section, Table } from '@capstan/ui';
import { api } from '../../../../api/read.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Recorded } from '../../../../why/recorded.tsx';

/** Exchange rates as they were seen; what lacks one is unknown, never zero. */
export async function Rates({ company, may }: { company: string; may: boolean }) {
  const [t, f, { rates }] = await Promise.all([words('planning'), format(), api(planningApi.plans, { params: { company } })]);
  return (
    <Section title={t('rates.title')} lead={t('rates.lead')}>
      <Table caption={t('rates.title')} rows={rates} rowKey={(r) => `${r.from} ${r.to} ${r.on}`}
        columns={[
          { key: 'pair', header: t('rates.pair'), cell: (r) => <span className="num">1 {r.from} = {r.rate} {r.to}</span> },
          { key: 'on', header: t('rates.on'), cell: (r) => <span className="num">{f.day(r.on)}</span> },
          { key: 'recorded', header: t('recorded'), cell: (r) => <Recorded company={company} actor={r.actor} at={r.at} fact={r.fact} /> },
        ]}
        empty={<EmptyState rows={2} action={may && <ButtonLink href="?tab=rates&sheet=rate">{t('sheets.rate.open')}</ButtonLink>}>{t('rates.empty')}</EmptyState>} />
    </Section>
  );
}
