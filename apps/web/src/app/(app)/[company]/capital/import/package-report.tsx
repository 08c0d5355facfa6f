import type { PackageReport } from '@capstan/capital';
import { fill } from '@capstan/kernel';
import { NumberText, Section, Table } from '@capstan/ui';
import type { Formatters } from '@capstan/ui';
import type { PackageWords } from './words.ts';

export interface Told { readonly path: string; readonly message: string }
interface Props { report: PackageReport; problems: readonly Told[]; notes: readonly Told[]; t: PackageWords; types: Readonly<Record<string, string>>; f: Formatters }

/** What a package would do, before anything is recorded: objects by type, what becomes facts, what is kept, what stands in the way. */
export function Report({ report, problems, notes, t, types, f }: Props) {
  const { issuer, asOf, version, after, importedOn, ignored, problemCount } = report;
  const sum = (of: (one: PackageReport['types'][number]) => number) => <NumberText value={report.types.reduce((all, one) => all + of(one), 0)} f={f} />;
  return (
    <Section title={t.report}>
      {issuer !== null && asOf !== null && version !== null && <p className="prose">{fill(t.about, { issuer, day: f.day(asOf), version })}</p>}
      {importedOn !== null && <p className="banner" data-tone="bad" role="alert">{fill(t.importedBefore, { day: f.day(importedOn) })}</p>}
      {problemCount > 0 && <Said title={fill(t.problems, { count: f.number(problemCount) })} all={problems} lead={t.problemsNote} more={problemCount - problems.length} t={t} f={f} tone="bad" />}
      {report.types.length > 0 && (
        <Table caption={t.report} rows={report.types} rowKey={(one) => one.type} empty={t.keptNote}
          columns={[
            { key: 'type', header: t.type, cell: (one) => types[one.type] ?? one.type, total: t.total },
            { key: 'objects', header: t.objects, align: 'right', cell: (one) => <NumberText value={one.objects} f={f} />, total: sum((one) => one.objects) },
            { key: 'recorded', header: t.recorded, align: 'right', cell: (one) => <NumberText value={one.recorded} f={f} />, total: sum((one) => one.recorded) },
            { key: 'kept', header: t.kept, align: 'right', cell: (one) => <NumberText value={one.objects - one.recorded} f={f} />, total: sum((one) => one.objects - one.recorded) },
          ]} />
      )}
      <p className="prose small muted">{t.keptNote}</p>
      {after && <p className="prose">{fill(t.after, { issued: f.number(after.issued), holders: f.number(after.holders), pool: f.number(after.pool) })}</p>}
      {notes.length > 0 && <Said title={t.notes} all={notes} more={report.notes.length - notes.length} t={t} f={f} />}
      {ignored.length > 0 && <p className="prose small muted">{fill(t.ignored, { names: ignored.join(', ') })}</p>}
    </Section>
  );
}

interface SaidProps { title: string; lead?: string; all: readonly Told[]; more: number; t: PackageWords; f: Formatters; tone?: 'bad' }
const Said = ({ title, lead, all, more, t, f, tone }: SaidProps) => (
  <div className="banner" {...(tone && { 'data-tone': tone, role: 'alert' })}>
    <div>
      <p className="font-medium">{title}</p>
      {lead !== undefined && <p className="small">{lead}</p>}
      <ul>{all.map((one) => <li key={`${one.path} ${one.message}`} className="small">{one.message}</li>)}</ul>
      {more > 0 && <p className="small">{fill(t.more, { count: f.number(more) })}</p>}
    </div>
  </div>
);
