import type { HoldingView } from '@capstan/capital';
import { Amount, NumberText, Section, Table } from '@capstan/ui';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Recorded } from '../../../../why/recorded.tsx';

/** Every issue of shares, each traceable to the event that made it. */
export async function HoldingsSection({ company, holdings }: { company: string; holdings: readonly HoldingView[] }) {
  const [t, f] = await Promise.all([words('capital'), format()]);
  if (holdings.length === 0) return null;
  return (
    <Section id="shares" title={t('shares.title')}>
      <Table caption={t('shares.title')} rows={holdings} rowKey={(h) => h.holding} rowHref={(h) => (h.from === 'issue' && !h.cancelledOn ? `?sheet=holding&id=${h.holding}` : undefined)} struck={(h) => h.cancelledOn !== null}
        columns={[
          { key: 'holder', header: t('table.holder'), cell: (h) => h.name },
          { key: 'class', header: t('table.class'), cell: (h) => h.class },
          { key: 'shares', header: t('table.shares'), align: 'right', cell: (h) => <NumberText value={h.shares} f={f} /> },
          { key: 'paid', header: t('shares.paid'), align: 'right', cell: (h) => <Amount money={h.paid} f={f} /> },
          { key: 'from', header: t('shares.from'), cell: (h) => t(`shares.origins.${h.from}`) },
          { key: 'since', header: t('shares.since'), align: 'right', cell: (h) => <span className="num">{f.day(h.since)}</span> },
          { key: 'recorded', header: t('recorded'), cell: (h) => <Recorded company={company} actor={h.actor} at={h.at} fact={h.fact} /> },
        ]} />
    </Section>
  );
}
