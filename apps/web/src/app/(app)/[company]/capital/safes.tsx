import type { SafeView } from '@capstan/capital';
import { Amount, Badge, ButtonLink, EmptyState, Section, Table } from '@capstan/ui';
import { format } from '../../../../i18n/locale.ts';
import { words, type Words } from '../../../../i18n/words.ts';
import { Recorded } from '../../../../why/recorded.tsx';

const tone = { outstanding: 'plan', converted: 'good', cancelled: 'plain' } as const;

export async function SafesSection({ company, safes, may }: { company: string; safes: readonly SafeView[]; may: boolean }) {
  const [t, f] = await Promise.all([words('capital'), format()]);
  return (
    <Section id="safes" title={t('safe.title')} lead={t('safe.lead')} actions={may && safes.length > 0 && <ButtonLink href="?sheet=safe">{t('safe.new')}</ButtonLink>}>
      <Table caption={t('safe.title')} rows={safes} rowKey={(s) => s.safe} rowHref={(s) => (may && s.situation === 'outstanding' ? `?sheet=safe-cancel&id=${s.safe}` : undefined)} struck={(s) => s.situation === 'cancelled'}
        empty={<EmptyState action={may && <ButtonLink href="?sheet=safe">{t('safe.new')}</ButtonLink>}>{t('safe.empty')}</EmptyState>}
        columns={[
          { key: 'investor', header: t('safe.investor'), cell: (s) => s.investor },
          { key: 'amount', header: t('safe.amount'), align: 'right', cell: (s) => <Amount money={s.amount} f={f} /> },
          { key: 'kind', header: t('safe.kind'), cell: (s) => t(`safe.kinds.${s.kind}`) },
          { key: 'cap', header: t('safe.cap'), align: 'right', cell: (s) => (s.cap ? <Amount money={s.cap} f={f} /> : <span className="muted">{t('safe.uncapped')}</span>) },
          { key: 'discount', header: t('safe.discount'), align: 'right', cell: (s) => <span className="num">{s.discount ? f.percent(Number(s.discount)) : f.percent(0)}{s.mfn && ` · ${t('safe.mfnShort')}`}</span> },
          { key: 'signed', header: t('safe.signedOn'), align: 'right', cell: (s) => <span className="num">{f.day(s.signedOn)}</span> },
          { key: 'situation', header: t('safe.situation'), cell: (s) => <Situation safe={s} t={t} day={f.day(s.on)} /> },
          { key: 'recorded', header: t('recorded'), cell: (s) => <Recorded company={company} actor={s.actor} at={s.at} fact={s.fact} /> },
        ]} />
    </Section>
  );
}

const Situation = ({ safe, t, day }: { safe: SafeView; t: Words; day: string }) => <Badge tone={tone[safe.situation]}>{t(`safe.situations.${safe.situation}`, { day })}</Badge>;
