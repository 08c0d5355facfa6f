import type { GrantDetail } from '@capstan/capital';
import { NumberText, Table } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { across, words } from '../../../../../i18n/words.ts';
import { Recorded } from '../../../../../why/recorded.tsx';

/** What a grant waits for, and when it came. */
export async function Milestones({ grant, may }: { grant: GrantDetail; may: boolean }) {
  const [t, f] = await Promise.all([words('vesting'), format()]);
  return (
    <section><h3>{t('detail.conditions')}</h3>
      <ul className="stack">{grant.conditions.map((c) => (
        <li key={c.id}>{c.description ?? c.id} · {c.metOn !== null ? t('detail.met', { day: f.day(c.metOn) }) : <>{t('detail.notMet')}{may && <> · <a className="link" href={`?sheet=meet&id=${grant.grant}&of=${encodeURIComponent(c.id)}`} data-sheet="">{t('detail.meet')}</a></>}</>}</li>
      ))}</ul>
    </section>
  );
}

/** The $100,000 rule, year by year. */
export async function IsoYears({ grant }: { grant: GrantDetail }) {
  const [t, f] = await Promise.all([words('vesting'), format()]);
  return (
    <section><h3>{t('detail.iso')}</h3>
      <p className="muted small">{t('detail.isoLead')}</p>
      <Table caption={t('detail.iso')} rows={grant.isoYears} rowKey={(y) => String(y.year)}
        columns={[
          { key: 'year', header: t('detail.year'), cell: (y) => <span className="num">{y.year}</span>, total: t('grants.total') },
          { key: 'iso', header: t('kinds.iso'), align: 'right', cell: (y) => <NumberText value={y.iso} f={f} />, total: <NumberText value={grant.iso?.iso ?? null} f={f} /> },
          { key: 'nso', header: t('kinds.nso'), align: 'right', cell: (y) => <NumberText value={y.nso} f={f} />, total: <NumberText value={grant.iso?.nso ?? null} f={f} /> },
        ]} />
    </section>
  );
}

/** Every event of a grant, with a way into the ledger. */
export async function Happened({ company, grant }: { company: string; grant: GrantDetail }) {
  const [t, facts, f] = await Promise.all([words('vesting'), across('facts'), format()]);
  return (
    <section><h3>{t('detail.happened')}</h3>
      <Table caption={t('detail.happened')} rows={grant.happened} rowKey={(h) => h.fact}
        columns={[
          { key: 'event', header: t('detail.event'), cell: (h) => `${facts(h.type)}${h.reason === null ? '' : ` · ${t(`terminate.reasons.${h.reason}`)}`}` },
          { key: 'day', header: t('detail.day'), align: 'right', cell: (h) => <span className="num">{f.day(h.on)}</span> },
          { key: 'shares', header: t('make.shares'), align: 'right', cell: (h) => <NumberText value={h.shares} f={f} /> },
          { key: 'recorded', header: t('recorded'), cell: (h) => <Recorded company={company} actor={h.actor} at={h.at} fact={h.fact} /> },
        ]} />
    </section>
  );
}
