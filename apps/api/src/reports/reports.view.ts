import type { Recorded } from '@capstan/kernel';
import { readModel, type Views } from '@capstan/event-log';
import type { ReportContent, ReportLine, ReportsFact } from '@capstan/reports';

type Of<T extends ReportsFact['type']> = Recorded<Extract<ReportsFact, { type: T }>>;

function drafted(views: Views, { data, meta, id }: Of<'ReportDrafted' | 'ReportRevised'>): void {
  views.run("INSERT OR REPLACE INTO reports_report VALUES (?, ?, ?, 'draft', ?, NULL, NULL, NULL, ?, ?, ?)", meta.company, data.report, data.month, JSON.stringify(data), meta.actor, meta.at, id);
}

/** Reports of a company: drafts, what was published, what was withdrawn and why. */
export const reportsModel = readModel({
  name: 'reports-reports',
  version: 1,
  tables: ['reports_report'],
  schema: `CREATE TABLE reports_report (company TEXT NOT NULL, report TEXT NOT NULL, month TEXT NOT NULL, status TEXT NOT NULL, content TEXT NOT NULL,
    as_of TEXT, published_on TEXT, withdrawn TEXT, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, report)) STRICT`,
  on: {
    ReportDrafted: drafted,
    ReportRevised: drafted,
    ReportDiscarded(views, { data, meta }: Of<'ReportDiscarded'>) { views.run('DELETE FROM reports_report WHERE company = ? AND report = ?', meta.company, data.report); },
    ReportPublished(views, { data, meta, id }: Of<'ReportPublished'>) {
      const { asOf, publishedOn, ...content } = data;
      views.run("UPDATE reports_report SET status = 'published', content = ?, as_of = ?, published_on = ?, actor = ?, at = ?, fact = ? WHERE company = ? AND report = ?", JSON.stringify(content), asOf, publishedOn, meta.actor, meta.at, id, meta.company, data.report);
    },
    ReportWithdrawn(views, { data, meta, id }: Of<'ReportWithdrawn'>) {
      views.run("UPDATE reports_report SET status = 'withdrawn', withdrawn = ?, actor = ?, at = ?, fact = ? WHERE company = ? AND report = ?", data.reason, meta.actor, meta.at, id, meta.company, data.report);
    },
  },
});

interface Row { report: string; month: string; status: ReportLine['status']; content: string; as_of: string | null; published_on: string | null; withdrawn: string | null; actor: string; at: string; fact: string }
export interface ReportRow { readonly status: ReportLine['status']; readonly content: ReportContent; readonly asOf: string | null; readonly publishedOn: string | null; readonly withdrawn: string | null }

/** Who sees what is not published: those who may publish. */
const seen = (publishes: boolean) => (publishes ? '' : " AND status = 'published'");

/** Reports, the latest month first. */
export const reportLines = (views: Views, company: string, publishes: boolean): ReportLine[] =>
  views.all<Row>(`SELECT * FROM reports_report WHERE company = ?${seen(publishes)} ORDER BY month DESC, at DESC`, company)
    .map(({ report, month, status, content, as_of, actor, at, fact }) => ({ report, month, title: (JSON.parse(content) as ReportContent).title, status, asOf: as_of, actor, at, fact }));

export function reportOf(views: Views, company: string, report: string, publishes: boolean): ReportRow | undefined {
  const row = views.get<Row>(`SELECT * FROM reports_report WHERE company = ? AND report = ?${seen(publishes)}`, company, report);
  return row && { status: row.status, content: JSON.parse(row.content) as ReportContent, asOf: row.as_of, publishedOn: row.published_on, withdrawn: row.withdrawn };
}
