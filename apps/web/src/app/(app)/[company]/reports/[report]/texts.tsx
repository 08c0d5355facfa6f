import type { ReportView } from '@capstan/reports';
import { words } from '../../../../../i18n/words.ts';

/** What went well, what did not, and what is asked of investors. */
export async function Texts({ report }: { report: ReportView }) {
  const t = await words('reports');
  const parts = (['highlights', 'lowlights', 'asks'] as const).filter((part) => report[part].length > 0);
  if (parts.length === 0) return null;
  return (
    <div className="report-texts" data-count={parts.length}>
      {parts.map((part) => <section key={part}><h2>{t(`page.${part}`)}</h2><ul>{report[part].map((line) => <li key={line}>{line}</li>)}</ul></section>)}
    </div>
  );
}
