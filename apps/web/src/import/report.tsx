'use client';

export interface ImportReport { tone: 'good' | 'bad' | 'plain'; message: string; problems: readonly { path: string; message: string }[]; count?: number }

/** What an import came to; for a refused file, every cell that needs a look. */
export function ImportReportView({ report, words }: { report: ImportReport; words: { problems: string; more: string; where: string; why: string; line: string } }) {
  const more = (report.count ?? 0) - report.problems.length;
  return (
    <div className="stack">
      <div className="banner" data-tone={report.tone} role={report.tone === 'bad' ? 'alert' : 'status'}>{report.message}</div>
      {report.problems.length > 0 && (
        <div className="table-wrap" role="region" aria-label={words.problems} tabIndex={0}>
          <table className="table">
            <caption>{words.problems}</caption>
            <thead><tr><th scope="col">{words.where}</th><th scope="col">{words.why}</th></tr></thead>
            <tbody>{report.problems.map((p, i) => <tr key={`${p.path} ${i}`}><th scope="row">{p.path.replace(/^line (\d+)/, (_, line: string) => words.line.replace('{line}', line))}</th><td>{p.message}</td></tr>)}</tbody>
          </table>
        </div>
      )}
      {more > 0 && <p className="muted small">{words.more.replace('{count}', String(more))}</p>}
    </div>
  );
}
