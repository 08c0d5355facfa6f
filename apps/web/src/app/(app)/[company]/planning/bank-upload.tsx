'use client';
import { FileDrop, type FileDropWords, formatters } from '@capstan/ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Route } from '../../../../api/route.ts';
import { firstRows } from '../../../../import/first-rows.ts';
import { type ImportReport, ImportReportView } from '../../../../import/report.tsx';
import { runImport } from '../../../../import/run-import.ts';
import { type Draft, draftOf, type Known, MappingFields, type MappingWords, mappingOf } from './mapping.tsx';

export interface BankUploadWords extends MappingWords { label: string; hint: string; done: string; stopped: string; problems: string; more: string; where: string; why: string; line: string; import: string; another: string; remembered: string; guessed: string }
interface Props { to: Route; progressPath: string; drop: FileDropWords; words: BankUploadWords; locale: string; currency: string; currencies: readonly string[]; formats: readonly string[]; accounts: readonly Known[] }
interface Receipt { lines: number; added: number; known: number; from: string; to: string }

/** First the file, then which column means what (remembered per account), then the import itself with a report. */
export function BankUpload({ to, progressPath, drop, words, locale, accounts, ...rest }: Props) {
  const router = useRouter();
  const [file, setFile] = useState<{ name: string; text: string; header: string[]; rows: string[][] }>();
  const [draft, setDraft] = useState<Draft>();
  const [report, setReport] = useState<ImportReport>();
  const [progress, setProgress] = useState<{ share: number; stop: AbortController }>();
  const f = formatters(locale);
  const open = async (chosen: File) => {
    const text = await chosen.text();
    const [header = [], ...rows] = firstRows(text, 6);
    setReport(undefined);
    setFile({ name: chosen.name, text, header, rows });
    setDraft(draftOf(header, rows[0] ?? [], accounts, rest.currency));
  };
  const start = async () => {
    const mapping = draft && mappingOf(draft);
    if (!file || !mapping) return;
    const stop = new AbortController();
    setProgress({ share: 0, stop });
    const outcome = await runImport<Receipt>({ to, progressPath, body: { account: draft.account, currency: draft.currency, mapping, text: file.text }, progress: (share) => setProgress({ share, stop }), signal: stop.signal });
    setProgress(undefined);
    if (outcome.kind === 'done') {
      const { lines, added, known, from, to: until } = outcome.data;
      setReport({ tone: 'good', message: fill(words.done, { lines: f.number(lines), added: f.number(added), known: f.number(known), from: f.day(from), to: f.day(until) }), problems: [] });
      setFile(undefined);
      router.refresh();
    } else setReport(outcome.kind === 'stopped' ? { tone: 'plain', message: words.stopped, problems: [] } : { tone: 'bad', ...outcome });
  };
  return (
    <div className="stack">
      {!file && <FileDrop label={words.label} hint={words.hint} accept=".csv,text/csv,.txt" words={drop} onFile={open} />}
      {file && draft && (
        <form className="form" onSubmit={(e) => { e.preventDefault(); void start(); }}>
          <Preview header={file.header} rows={file.rows} caption={file.name} />
          <p className="muted">{draft.remembered ? words.remembered : words.guessed}</p>
          <MappingFields header={file.header} draft={draft} set={setDraft} words={words} accounts={accounts} {...rest} />
          <div className="actions">
            <button type="submit" className="button" data-kind="primary" disabled={progress !== undefined || !mappingOf(draft)}>{words.import}</button>
            {progress ? <><progress className="progress w-40" value={progress.share} max={1} aria-label={drop.sending} /><button type="button" className="button" onClick={() => progress.stop.abort()}>{drop.stop}</button></>
              : <button type="button" className="button" data-kind="quiet" onClick={() => setFile(undefined)}>{words.another}</button>}
          </div>
        </form>
      )}
      {report && <ImportReportView report={report} words={words} />}
    </div>
  );
}

const Preview = ({ header, rows, caption }: { header: readonly string[]; rows: readonly string[][]; caption: string }) => (
  <div className="table-wrap" role="region" aria-label={caption} tabIndex={0}>
    <table className="table">
      <caption>{caption}</caption>
      <thead><tr>{header.map((h, i) => <th key={`${h} ${i}`} scope="col">{h}</th>)}</tr></thead>
      <tbody>{rows.slice(0, 4).map((row, i) => <tr key={row.join() || i}>{header.map((h, c) => <td key={`${h} ${c}`} className="num">{row[c] ?? ''}</td>)}</tr>)}</tbody>
    </table>
  </div>
);

const fill = (sentence: string, values: Record<string, string>) => sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
