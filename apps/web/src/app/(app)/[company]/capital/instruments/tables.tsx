import type { ClassView, NoteView, WarrantView } from '@capstan/capital';
import { exact, type Fraction } from '@capstan/kernel';
import { Amount, Badge, ButtonLink, EmptyState, type Formatters, NumberText, Section, Table } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words, type Words } from '../../../../../i18n/words.ts';
import { Recorded } from '../../../../../why/recorded.tsx';
import { price } from '../say.ts';

interface Shown<T> { company: string; all: readonly T[]; may: boolean; currency: string }
const tones = { outstanding: 'plan', converted: 'good', exercised: 'good', repaid: 'plain', cancelled: 'plain', expired: 'plain' } as const;

/** What can still be done with a row, as links to its sheets. */
const Actions = ({ t, id, sheets }: { t: Words; id: string; sheets: readonly string[] }) => (
  <>{sheets.map((sheet, n) => <span key={sheet}>{n > 0 && ' · '}<a className="link small" href={`?sheet=${sheet}&id=${encodeURIComponent(id)}`} data-sheet="">{t(`actions.${sheet}`)}</a></span>)}</>
);

/** Whole ratios without places, others with as many as a price. */
const ratio = (of: Fraction, f: Formatters): string => (exact.fromFraction(of).den === 1n ? f.number(Number(of[0])) : price(of, f));

export async function ClassesSection({ company, all, may, currency }: Shown<ClassView>) {
  const [t, f] = await Promise.all([words('instruments'), format()]);
  const participation = ({ terms }: ClassView) => (terms ? t(`classes.participationsShort.${terms.participation}`, { cap: terms.participationCap ?? '' }) : '—');
  return (
    <Section id="classes" title={t('classes.title')} lead={t('classes.lead')} actions={may && all.length > 0 && <><ButtonLink href="?sheet=split">{t('classes.split')}</ButtonLink><ButtonLink href="?sheet=class">{t('classes.set')}</ButtonLink></>}>
      <Table caption={t('classes.title')} rows={all} rowKey={(c) => c.class} rowHref={(c) => (may ? `?sheet=class&id=${encodeURIComponent(c.class)}` : undefined)}
        empty={<EmptyState action={may && <ButtonLink href="?sheet=class">{t('classes.set')}</ButtonLink>}>{t('classes.empty')}</EmptyState>}
        columns={[
          { key: 'class', header: t('class'), cell: (c) => c.class, total: t('total') },
          { key: 'kind', header: t('classes.kind'), cell: (c) => t(`classes.kinds.${c.terms?.kind ?? 'common'}`) },
          { key: 'issued', header: t('classes.issued'), align: 'right', cell: (c) => <NumberText value={c.issued} f={f} />, total: <NumberText value={all.reduce((sum, c) => sum + c.issued, 0)} f={f} /> },
          { key: 'converted', header: t('classes.asConverted'), align: 'right', cell: (c) => <NumberText value={c.asConverted} f={f} />, total: <NumberText value={all.reduce((sum, c) => sum + c.asConverted, 0)} f={f} /> },
          { key: 'seniority', header: t('classes.seniority'), align: 'right', cell: (c) => <NumberText value={c.terms?.kind === 'preferred' ? c.terms.seniority : null} f={f} /> },
          { key: 'multiple', header: t('classes.multiple'), align: 'right', cell: (c) => <span className="num">{c.terms?.kind === 'preferred' ? t('classes.times', { n: c.terms.multiple }) : '—'}</span> },
          { key: 'participation', header: t('classes.participation'), cell: participation },
          { key: 'price', header: t('classes.originalPrice', { currency }), align: 'right', cell: (c) => <span className="num">{price(c.terms?.originalPrice ?? null, f)}</span> },
          { key: 'ratio', header: t('classes.ratio'), align: 'right', cell: (c) => <span className="num">{c.terms?.convertsInto ? `${ratio(c.conversionRatio, f)} ${c.terms.convertsInto}` : '—'}</span> },
          { key: 'protection', header: t('classes.antiDilution'), cell: (c) => (c.terms ? t(`classes.antiDilutions.${c.terms.antiDilution}`) : '—') },
          { key: 'recorded', header: t('recorded'), cell: (c) => (c.fact && c.actor && c.at ? <Recorded company={company} actor={c.actor} at={c.at} fact={c.fact} /> : '') },
        ]} />
    </Section>
  );
}

export async function NotesSection({ company, all, may }: Shown<NoteView>) {
  const [t, f] = await Promise.all([words('instruments'), format()]);
  return (
    <Section id="notes" title={t('notes.title')} lead={t('notes.lead')} actions={may && all.length > 0 && <ButtonLink href="?sheet=note">{t('notes.new')}</ButtonLink>}>
      <Table caption={t('notes.title')} rows={all} rowKey={(n) => n.note} struck={(n) => n.situation === 'cancelled'}
        empty={<EmptyState action={may && <ButtonLink href="?sheet=note">{t('notes.new')}</ButtonLink>}>{t('notes.empty')}</EmptyState>}
        columns={[
          { key: 'investor', header: t('notes.investor'), cell: (n) => <a className="link" href={`/${company}/capital/holders/${n.holder}`}>{n.investor}</a> },
          { key: 'principal', header: t('notes.principal'), align: 'right', cell: (n) => <Amount money={n.principal} f={f} /> },
          { key: 'accrued', header: t('notes.accrued'), align: 'right', cell: (n) => <Amount money={n.accrued} f={f} /> },
          { key: 'rate', header: t('notes.rate'), align: 'right', cell: (n) => <span className="num" title={`${t(`notes.compoundings.${n.compounding}`)}, ${n.dayCount}`}>{f.percent(Number(n.rate), 2)}</span> },
          { key: 'cap', header: t('notes.cap'), align: 'right', cell: (n) => (n.cap ? <span title={t(`notes.capBases.${n.capBase}`)}><Amount money={n.cap} f={f} /></span> : <span className="muted">{t('notes.uncapped')}</span>) },
          { key: 'discount', header: t('notes.discount'), align: 'right', cell: (n) => <span className="num">{f.percent(Number(n.discount ?? 0))}</span> },
          { key: 'matures', header: t('notes.maturesOn'), align: 'right', cell: (n) => <span className="num">{f.day(n.maturesOn)}</span> },
          { key: 'situation', header: t('situation'), cell: (n) => <Badge tone={tones[n.situation]}>{t(`notes.situations.${n.situation}`, { day: f.day(n.on) })}</Badge> },
          { key: 'recorded', header: t('recorded'), cell: (n) => <Recorded company={company} actor={n.actor} at={n.at} fact={n.fact} /> },
          ...(may ? [{ key: 'do', header: '', cell: (n: NoteView) => (n.situation === 'outstanding' ? <Actions t={t} id={n.note} sheets={['note-repay', 'note-cancel']} /> : '') }] : []),
        ]} />
    </Section>
  );
}

export async function WarrantsSection({ company, all, may, currency }: Shown<WarrantView>) {
  const [t, f] = await Promise.all([words('instruments'), format()]);
  return (
    <Section id="warrants" title={t('warrants.title')} lead={t('warrants.lead')} actions={may && all.length > 0 && <ButtonLink href="?sheet=warrant">{t('warrants.new')}</ButtonLink>}>
      <Table caption={t('warrants.title')} rows={all} rowKey={(w) => w.warrant} struck={(w) => w.situation === 'cancelled'}
        empty={<EmptyState action={may && <ButtonLink href="?sheet=warrant">{t('warrants.new')}</ButtonLink>}>{t('warrants.empty')}</EmptyState>}
        columns={[
          { key: 'holder', header: t('holder'), cell: (w) => <a className="link" href={`/${company}/capital/holders/${w.holder}`}>{w.name}</a> },
          { key: 'class', header: t('class'), cell: (w) => w.class },
          { key: 'shares', header: t('shares'), align: 'right', cell: (w) => <NumberText value={w.shares} f={f} /> },
          { key: 'left', header: t('warrants.left'), align: 'right', cell: (w) => <NumberText value={w.left} f={f} /> },
          { key: 'strike', header: t('warrants.strike', { currency }), align: 'right', cell: (w) => <span className="num">{price(w.strike, f)}</span> },
          { key: 'issued', header: t('warrants.issuedOn'), align: 'right', cell: (w) => <span className="num">{f.day(w.issuedOn)}</span> },
          { key: 'expires', header: t('warrants.expiresOn'), align: 'right', cell: (w) => <span className="num">{w.expiresOn ? f.day(w.expiresOn) : '—'}</span> },
          { key: 'situation', header: t('situation'), cell: (w) => <Badge tone={tones[w.situation]}>{t(`warrants.situations.${w.situation}`)}</Badge> },
          { key: 'recorded', header: t('recorded'), cell: (w) => <Recorded company={company} actor={w.actor} at={w.at} fact={w.fact} /> },
          ...(may ? [{ key: 'do', header: '', cell: (w: WarrantView) => (w.situation === 'outstanding' ? <Actions t={t} id={w.warrant} sheets={['warrant-exercise', 'warrant-cancel']} /> : '') }] : []),
        ]} />
    </Section>
  );
}
