'use client';
import { FileDrop, type FileDropWords, formatters } from '@capstan/ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type ImportReport, ImportReportView } from '../../../../import/report.tsx';
import { runImport } from '../../../../import/run-import.ts';
import type { Route } from '../../../../api/route.ts';

export interface BillUploadWords { label: string; hint: string; done: string; stopped: string; problems: string; more: string; where: string; why: string; line: string }
interface Receipt { lines: number; credits: number; groups: number; from: string; to: string; total: { amount: number; currency: string } }

/** Drops a FOCUS file into the ledger: shows how far reading is, can be stopped, and says what came in or which cells need a look. */
export function BillUpload({ to, progressPath, drop, words, locale }: { to: Route; progressPath: string; drop: FileDropWords; words: BillUploadWords; locale: string }) {
  const router = useRouter();
  const [report, setReport] = useState<ImportReport>();
  const f = formatters(locale);
  const take = async (file: File, progress: (fraction: number) => void, signal: AbortSignal) => {
    setReport(undefined);
    const outcome = await runImport<Receipt>({ to, progressPath, body: { text: await file.text() }, progress, signal });
    if (outcome.kind === 'done') {
      const { lines, credits, groups, from, to: until, total } = outcome.data;
      setReport({ tone: 'good', message: fill(words.done, { lines: f.number(lines), credits: f.number(credits), groups: f.number(groups), from: f.day(from), to: f.day(until), total: f.exact(total) }), problems: [] });
      router.refresh();
    } else if (outcome.kind === 'stopped') setReport({ tone: 'plain', message: words.stopped, problems: [] });
    else setReport({ tone: 'bad', message: outcome.message, problems: outcome.problems, count: outcome.count });
  };
  return (
    <div className="stack">
      <FileDrop label={words.label} hint={words.hint} accept=".csv,text/csv" words={drop} onFile={take} />
      {report && <ImportReportView report={report} words={words} />}
    </div>
  );
}

const fill = (sentence: string, values: Record<string, string>) => sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
