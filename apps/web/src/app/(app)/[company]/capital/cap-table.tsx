import type { CapTable } from '@capstan/capital';
import { ButtonLink, type Column, DayField, EmptyState, type Formatters, NumberText, Section, Table, Tabs } from '@capstan/ui';
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
  const exported = (file: string) => `/${company}/capital/export?${new URLSearchParams({ file, by, basis, on: table.on, ...(asked.asOf && { asOf: asked.asOf }) }).toString()}`;
  const [by, basis] = [byClass ? 'class' : 'holder', issued ? 'issued' : 'diluted'];
  return (
    <Section id="cap-table" title={t('table.title')} lead={t(issued ? 'table.issuedLead' : 'table.dilutedLead', { day: f.day(table.on) })}
      actions={<form method="get" className="inline-form"><input type="hidden" name="by" value={by} /><input type="hidden" name="basis" value={basis} />{asked.asOf && <input type="hidden" name="asOf" value={asked.asOf} />}<DayField name="on" label={t('table.on')} defaultValue={table.on} /><button type="submit" className="button">{t('table.show')}</button></form>}>
      <div className="form-row">
        <Tabs label={t('table.by')} tabs={['holder', 'class'].map((b) => ({ href: href(b, basis), label: t(`table.by-${b}`), current: b === by }))} />
        <Tabs label={t('table.basis')} tabs={['diluted', 'issued'].map((b) => ({ href: href(by, b), label: t(`table.basis-${b}`), current: b === basis }))} />
        <span className="actions">{(['csv', 'xlsx'] as const).map((file) => <a key={file} className="button" data-kind="quiet" download href={exported(file)}>{t(`table.export.${file}`)}</a>)}</span>
      </div>
      <Rows company={company} table={table} byClass={byClass} issued={issued} t={t} f={f} may={may} />
    </Section>
  );
}

interface Shown { company: string; table: CapTable; byClass: boolean; issued: boolean; t: Words; f: Formatters; may: boolean }
const Nobody = ({ t, may }: { t: Words; may: boolean }) => <EmptyState action={may && <ButtonLink href="?sheet=issue">{t('shares.issue')}</ButtonLink>}>{t('table.empty')}</EmptyState>;

type Counts = Pick<CapTable['classes'][number], 'shares' | 'grants' | 'warrants' | 'diluted' | 'ofIssued' | 'ofFullyDiluted'>;
type Row = Counts & { key: string; name: string; classes: CapTable['holders'][number]['classes']; why?: CapTable['holders'][number]['why'] };

/** Whose rows there are: holders or classes, and last the unallocated pool, which nobody holds and everybody is diluted by. */
function rowsOf(table: CapTable, byClass: boolean, issued: boolean, pool: string): Row[] {
  const rows: Row[] = byClass ? table.classes.map((c) => ({ ...c, key: c.class, name: c.class, classes: [] })) : table.holders.map((h) => ({ ...h, key: h.holder }));
  const held = issued ? rows.filter((r) => r.shares > 0) : rows;
  return issued || table.pool === 0 ? held : [...held, { key: 'pool', name: pool, classes: [], shares: 0, grants: 0, warrants: 0, diluted: table.pool, ofIssued: null, ofFullyDiluted: table.poolOfFullyDiluted }];
}

/** All shares of a row, which its ownership is of; then those of each class and what has been promised, as far as there is any. */
function numberColumns({ table, byClass, issued, t, f }: Shown): [all: Column<Row>, ...Column<Row>[]] {
  const column = (key: string, header: string, value: (r: Row) => number, total: number): Column<Row> => ({ key, header, align: 'right', cell: (r) => (r.key === 'pool' && key !== 'count' ? '' : <NumberText value={value(r)} f={f} />), total: <NumberText value={total} f={f} /> });
  const ofClass = (name: string) => (r: Row) => r.classes.find((own) => own.class === name)?.shares ?? 0;
  return [
    column('count', t(issued ? 'table.shares' : 'table.diluted'), (r) => (issued ? r.shares : r.diluted), issued ? table.issued : table.fullyDiluted),
    ...(byClass ? [] : table.classes.filter((c) => c.shares > 0).map((c) => column(`c-${c.class}`, c.class, ofClass(c.class), c.shares))),
    ...(byClass && !issued ? [column('issued', t('table.issued'), (r) => r.shares, table.issued)] : []),
    ...(!issued && table.grants > 0 ? [column('grants', t('table.grants'), (r) => r.grants, table.grants)] : []),
    ...(!issued && table.warrants > 0 ? [column('warrants', t('table.warrants'), (r) => r.warrants, table.warrants)] : []),
  ];
}

function Rows(shown: Shown) {
  const { company, table, byClass, issued, t, f, may } = shown;
  const rows = rowsOf(table, byClass, issued, t('table.pool'));
  const [all, ...kinds] = numberColumns(shown);
  const part = (r: Row) => (issued ? r.ofIssued : r.ofFullyDiluted);
  const isExplained = (r: Row, i: number) => r.why && i < MOST_EXPLAINED && !issued;
  return (
    <>
      <Table caption={t('table.title')} rows={rows} rowKey={(r) => r.key} empty={<Nobody t={t} may={may} />}
        rowHref={(r) => (r.key === 'pool' ? undefined : byClass ? `/${company}/capital/instruments#classes` : `/${company}/capital/holders/${r.key}`)}
        columns={[
          { key: 'name', header: t(byClass ? 'table.class' : 'table.holder'), cell: (r) => r.name, total: t('table.total') },
          all,
          { key: 'part', header: t('table.ownership'), align: 'right', cell: (r, i) => (isExplained(r, i) ? <button type="button" className="figure-why num" popoverTarget={`why-ownership-${r.key}`}>{hundredths(part(r), f)}</button> : <span className="num">{hundredths(part(r), f)}</span>), total: <span className="num">{f.number(rows.length > 0 ? 100 : null, 2)}</span> },
          ...kinds,
        ]} />
      {rows.filter(isExplained).map((r) => <Why key={r.key} id={`why-ownership-${r.key}`} company={company} why={r.why!} title={t('table.ownershipOf', { name: r.name })} value={<span className="num">{percent(part(r), f)}</span>} />)}
    </>
  );
}
