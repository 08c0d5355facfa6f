import type { GrantsView, GrantView } from '@capstan/capital';
import { Badge, ButtonLink, DayField, EmptyState, type Formatters, NumberText, Section, Table, type Tone } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words, type Words } from '../../../../../i18n/words.ts';
import { Why } from '../../../../../why/key-figure.tsx';
import type { Asked } from './page.tsx';
import { price } from './say.ts';

/** More rows than this carry no explanation of their own in the page; a grant's sheet has it. */
const MOST_EXPLAINED = 60;
const tones: Partial<Record<GrantView['situation'], Tone>> = { vesting: 'plan', vested: 'good', expired: 'warn' };

export const State = ({ grant, t }: { grant: GrantView; t: Words }) => <Badge tone={tones[grant.situation]}>{t(`situations.${grant.situation}`)}</Badge>;

/** Every grant at the end of a day; a row opens it. */
export async function GrantsSection({ company, book, asked, may }: { company: string; book: GrantsView; asked: Asked; may: boolean }) {
  const [t, f] = await Promise.all([words('vesting'), format()]);
  const rows = book.grants;
  const keep = asked.on ? `&on=${asked.on}` : '';
  const split = rows.some((r) => r.iso);
  return (
    <Section id="grants" title={t('grants.title')} lead={t('grants.lead', { day: f.day(book.on) })}
      actions={<form method="get" className="inline-form">{asked.asOf && <input type="hidden" name="asOf" value={asked.asOf} />}<DayField name="on" label={t('grants.on')} defaultValue={book.on} /><button type="submit" className="button">{t('grants.show')}</button></form>}>
      <Table caption={t('grants.title')} rows={rows} rowKey={(r) => r.grant} rowHref={(r) => `?sheet=show&id=${r.grant}${keep}`} struck={(r) => r.situation === 'cancelled'}
        empty={<EmptyState action={may && <ButtonLink href="?sheet=grant">{t('grants.new')}</ButtonLink>}>{t('grants.empty')}</EmptyState>}
        columns={[
          { key: 'holder', header: t('grants.holder'), cell: (r) => r.name, total: t('grants.total') },
          { key: 'kind', header: t('grants.kind'), cell: (r) => t(`kinds.${r.kind}`) },
          { key: 'granted', header: t('grants.granted'), align: 'right', cell: (r) => <NumberText value={r.granted} f={f} /> },
          { key: 'vested', header: t('grants.vested'), align: 'right', cell: (r, i) => <Vested row={r} f={f} explained={i < MOST_EXPLAINED} />, total: <NumberText value={book.totals.vested} f={f} /> },
          { key: 'outstanding', header: t('grants.outstanding'), align: 'right', cell: (r) => <NumberText value={r.outstanding} f={f} />, total: <NumberText value={book.totals.outstanding} f={f} /> },
          { key: 'available', header: t('grants.available'), align: 'right', cell: (r) => <NumberText value={r.available} f={f} />, total: <NumberText value={book.totals.available} f={f} /> },
          { key: 'strike', header: t('grants.strike', { currency: book.currency }), align: 'right', cell: (r) => <span className="num">{price(r.strike, f)}</span> },
          ...(split ? [{ key: 'iso', header: t('grants.split'), align: 'right' as const, cell: (r: GrantView) => <Split row={r} f={f} /> }] : []),
          { key: 'next', header: t('grants.next'), align: 'right', cell: (r) => <span className="num">{r.next ? t('grants.nextOne', { shares: f.number(r.next.shares), day: f.day(r.next.on) }) : f.number(null)}</span> },
          { key: 'state', header: t('grants.state'), cell: (r) => <State grant={r} t={t} /> },
        ]} />
      {rows.slice(0, MOST_EXPLAINED).map((r) => <Why key={r.grant} id={`why-vested-${r.grant}`} company={company} why={r.why} title={t('grants.why', { name: r.name })} value={<NumberText value={r.vested} f={f} />} />)}
    </Section>
  );
}

const Vested = ({ row, f, explained }: { row: GrantView; f: Formatters; explained: boolean }) =>
  explained ? <button type="button" className="figure-why num" popoverTarget={`why-vested-${row.grant}`}>{f.number(row.vested)}</button> : <NumberText value={row.vested} f={f} />;

const Split = ({ row, f }: { row: GrantView; f: Formatters }) => <span className="num">{row.iso ? `${f.number(row.iso.iso)} / ${f.number(row.iso.nso)}` : f.number(null)}</span>;
