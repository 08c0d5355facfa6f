import { computeApi, type ReservationLine } from '@capstan/compute';
import { Amount, Badge, ButtonLink, EmptyState, Section, Table, type Tone } from '@capstan/ui';
import { api } from '../../../../api/read.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Recorded } from '../../../../why/recorded.tsx';

const tones: Record<ReservationLine['standing'], Tone> = { coming: 'plan', running: 'good', over: 'plain', ended: 'plain' };

/** Capacity that is paid every month, used or not. */
export async function Reservations({ company, may }: { company: string; may: boolean }) {
  const [t, f, rows] = await Promise.all([words('compute'), format(), api(computeApi.reservations, { params: { company } })]);
  return (
    <Section title={t('reservations.title')} lead={t('reservations.lead')}>
      <Table caption={t('reservations.title')} rows={rows} rowKey={(r) => r.reservation} struck={(r) => r.standing === 'ended'} rowHref={may ? (r) => (r.standing === 'ended' || r.standing === 'over' ? undefined : `?tab=reservations&sheet=end-reservation&id=${r.reservation}`) : undefined}
        columns={[
          { key: 'gpu', header: t('reservations.gpu'), cell: (r) => <span className="num">{f.number(r.count)}× {r.gpu}</span> },
          { key: 'provider', header: t('lines.provider'), cell: (r) => r.provider },
          { key: 'standing', header: t('reservations.standing'), cell: (r) => <Badge tone={tones[r.standing]}>{t(`standing.${r.standing}`)}</Badge> },
          { key: 'from', header: t('reservations.from'), cell: (r) => <span className="num">{f.month(r.from)}</span> },
          { key: 'last', header: t('reservations.last'), cell: (r) => <span className="num">{f.month(r.last)}</span> },
          { key: 'monthly', header: t('reservations.monthly'), align: 'right', cell: (r) => <Amount money={r.monthly} f={f} /> },
          { key: 'recorded', header: t('recorded'), cell: (r) => <Recorded company={company} actor={r.actor} at={r.at} fact={r.fact} /> },
        ]}
        empty={<EmptyState action={may && <ButtonLink href="?tab=reservations&sheet=reservation">{t('sheets.reservation.open')}</ButtonLink>}>{t('reservations.empty')}</EmptyState>} />
    </Section>
  );
}
