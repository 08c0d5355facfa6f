import type { CapTable } from '@capstan/capital';
import { ButtonLink, DayField, EmptyState, type Formatters, NumberText, Section, Table, Tabs } from '@capstan/ui';
import { format } from '../../../../i18n/locale.ts';
import { words, type Words } from '../../../../i18n/words.ts';
import { Why } from '../../../../why/key-figure.tsx';
import type { Asked } from './page.tsx';
import { hundredths, percent } from './say.ts';

interface Props { company: string; table: CapTable; asked: Asked; may: boolean }
/** More rows than this carry no explanation of their own in the page; the holder's events are in the list of shares. */
const MOST_EXPLAINED = 100;

/** By holder or by class, of the issued or of the fully diluted shares, at the end of a day. */
export async function CapTableSection({ company, table, asked, may }: Props) {
  const [t, f] = await Promise.all([words('capital'), format()]);
  if (table.fullyDiluted === 0 && !asked.on) return <Section id="cap-table" title={t('table.title')}><Nobody t={t} may={may} /></Section>;
  const [byClass, issued] = [asked.by === 'class', asked.basis === 'issued'];
  const href = (by: string, basis: string) => `?${new URLSearchParams({ by, basis, ...(asked.on && { on: asked.on }) }).toString()}`;
  const [by, basis] = [byClass ? 'class' : 'holder', issued ? 'issued' : 'diluted'];
  return (
    <Section id="cap-table" title={t('table.title')} lead={t(issued ? 'table.issuedLead' : 'table.dilutedLead', { day: f.day(table.on) })}
      actions={<form method="get" className="inline-form"><input type="hidden" name="by" value={by} /><input type="hidden" name="basis" value={basis} />{asked.asOf && <input type="hidden" name="asOf" value={asked.asOf} />}<DayField name="on" label={t('table.on')} defaultValue={table.on} /><button type="submit" className="button">{t('table.show')}</button></form>}>
      <div className="form-row">
        <Tabs label={t('table.by')} tabs={['holder', 'class'].map((b) => ({ href: href(b, basis), label: t(`table.by-${b}`), current: b === by }))} />
        <Tabs label={t('table.basis')} tabs={['diluted', 'issued'].map((b) => ({ href: href(by, b), label: t(`table.basis-${b}`), current: b === basis }))} />
      </div>
      {byClass ? <ByClass table={table} issued={issued} t={t} f={f} may={may} /> : <ByHolder company={company} table={table} issued={issued} t={t} f={f} may={may} />}
    </Section>
  );
}

interface Shown { table: CapTable; issued: boolean; t: Words; f: Formatters; may: boolean }
const Nobody = ({ t, may }: { t: Words; may: boolean }) => <EmptyState action={may && <ButtonLink href="?sheet=issue">{t('shares.issue')}</ButtonLink>}>{t('table.empty')}</EmptyState>;
const whole = (table: CapTable, issued: boolean) => (issued ? table.issued : table.fullyDiluted);

type Row = Omit<CapTable['holders'][number], 'why'> & { why?: CapTable['holders'][number]['why'] };
/** The unallocated pool as the last row: nobody holds it, everybody is diluted by it. */
const poolRow = (table: CapTable, name: string): Row => ({ holder: 'pool', name, shares: table.pool, classes: [], ofIssued: null, ofFullyDiluted: table.poolOfFullyDiluted });

async function ByHolder({ company, table, issued, t, f, may }: Shown & { company: string }) {
  const rows: Row[] = [...table.holders, ...(!issued && table.pool > 0 ? [poolRow(table, t('table.pool'))] : [])];
  const part = (r: Row) => (issued ? r.ofIssued : r.ofFullyDiluted);
  return (
    <>
      <Table caption={t('table.title')} rows={rows} rowKey={(r) => r.holder} empty={<Nobody t={t} may={may} />}
        columns={[
          { key: 'holder', header: t('table.holder'), cell: (r) => r.name, total: t('table.total') },
          ...table.classes.map((c) => ({ key: `c-${c.class}`, header: c.class, align: 'right' as const, cell: (r: Row) => (r.why ? <NumberText value={r.classes.find((own) => own.class === c.class)?.shares ?? 0} f={f} /> : ''), total: <NumberText value={c.shares} f={f} /> })),
          { key: 'shares', header: t('table.shares'), align: 'right', cell: (r) => <NumberText value={r.shares} f={f} />, total: <NumberText value={whole(table, issued)} f={f} /> },
          { key: 'part', header: t('table.ownership'), align: 'right', cell: (r, i) => (r.why && i < MOST_EXPLAINED && !issued ? <button type="button" className="figure-why num" popoverTarget={`why-ownership-${r.holder}`}>{hundredths(part(r), f)}</button> : <span className="num">{hundredths(part(r), f)}</span>), total: <span className="num">{f.number(rows.length > 0 ? 100 : null, 2)}</span> },
        ]} />
      {!issued && table.holders.slice(0, MOST_EXPLAINED).map((r) => <Why key={r.holder} id={`why-ownership-${r.holder}`} company={company} why={r.why} title={t('table.ownershipOf', { name: r.name })} value={<span className="num">{percent(part(r), f)}</span>} />)}
    </>
  );
}

function ByClass({ table, issued, t, f, may }: Shown) {
  const rows = [...table.classes, ...(!issued && table.pool > 0 ? [{ class: t('table.pool'), shares: table.pool, ofIssued: null, ofFullyDiluted: table.poolOfFullyDiluted }] : [])];
  return (
    <Table caption={t('table.title')} rows={rows} rowKey={(r) => r.class} empty={<Nobody t={t} may={may} />}
      columns={[
        { key: 'class', header: t('table.class'), cell: (r) => r.class, total: t('table.total') },
        { key: 'shares', header: t('table.shares'), align: 'right', cell: (r) => <NumberText value={r.shares} f={f} />, total: <NumberText value={whole(table, issued)} f={f} /> },
        { key: 'part', header: t('table.ownership'), align: 'right', cell: (r) => <span className="num">{hundredths(issued ? r.ofIssued : r.ofFullyDiluted, f)}</span>, total: <span className="num">{f.number(rows.length > 0 ? 100 : null, 2)}</span> },
      ]} />
  );
}
