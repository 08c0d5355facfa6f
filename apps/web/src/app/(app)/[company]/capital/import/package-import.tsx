'use client';
import type { PackageReport } from '@capstan/capital';
import { fill, type Problem } from '@capstan/kernel';
import { formatters } from '@capstan/ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Route } from '../../../../../api/route.ts';
import { newKey, send } from '../../../../../api/send.ts';
import { type Dropped, uploadOf } from './dropped.ts';
import { PackageDrop } from './package-drop.tsx';
import { Report, type Told } from './package-report.tsx';
import type { PackageWords } from './words.ts';

type Upload = Awaited<ReturnType<typeof uploadOf>>;
interface Receipt { facts: number; recorded: number; stated: number }
type Step =
  | { at: 'choose'; refused?: readonly Told[]; message?: string }
  | { at: 'busy'; doing: string }
  | { at: 'report'; upload: Upload; report: PackageReport; problems: readonly Told[]; notes: readonly Told[] }
  | { at: 'done'; receipt: Receipt };
type Explained = { message: string; errors: Told[] };
interface Props { check: Route; record: Route; table: string; locale: string; most: number; words: PackageWords; types: Readonly<Record<string, string>>; explain: (problem: Problem) => Promise<Explained> }

/** Problems and notes shown at once; the rest are counted. */
const SHOWN = 50;
const MIB = 1024 * 1024;

/** A package of the Open Cap Table Format: dropped, reported on, recorded. */
export function PackageImport({ check, record, table, locale, most, words: t, types, explain }: Props) {
  const router = useRouter();
  const [step, setStep] = useState<Step>({ at: 'choose' });
  const f = formatters(locale);
  const said = async (all: PackageReport['problems']): Promise<Told[]> => (await explain({ type: '', title: '', status: 400, code: 'ocf-refused', detail: '', errors: all.slice(0, SHOWN) })).errors;
  const refusedBy = async (problem: Problem) => {
    const { message, errors } = await explain(problem);
    setStep({ at: 'choose', message, refused: errors.slice(0, SHOWN) });
  };

  async function read(all: readonly Dropped[]) {
    if (all.reduce((sum, { file }) => sum + file.size, 0) > most) return setStep({ at: 'choose', message: fill(t.tooLarge, { most: most / MIB }) });
    setStep({ at: 'busy', doing: t.checking });
    const upload = await uploadOf(all);
    const answer = await send<PackageReport>(check, { body: { ...upload, loose: 'keep' } });
    if (answer.ok) setStep({ at: 'report', upload, report: answer.data, problems: await said(answer.data.problems), notes: await said(answer.data.notes) });
    else if ('problem' in answer) await refusedBy(answer.problem);
  }

  async function recordIt(upload: Upload, loose: 'refuse' | 'keep') {
    setStep({ at: 'busy', doing: t.recording });
    const answer = await send<Receipt>(record, { body: { ...upload, loose }, key: newKey() });
    if (!answer.ok) return 'problem' in answer ? refusedBy(answer.problem) : undefined;
    setStep({ at: 'done', receipt: answer.data });
    router.refresh();
  }

  if (step.at === 'done') return <p className="banner" role="status">{fill(t.done, { facts: f.number(step.receipt.facts), recorded: f.number(step.receipt.recorded), stated: f.number(step.receipt.stated) })} <a href={table}>{t.toTable}</a></p>;
  if (step.at === 'report') {
    const { report, upload } = step;
    const isReadable = report.version !== null && report.importedOn === null;
    return (
      <>
        <Report report={report} problems={step.problems} notes={step.notes} t={t} types={types} f={f} />
        <div className="actions">
          {isReadable && report.problemCount === 0 && <button type="button" className="button" data-kind="primary" onClick={() => void recordIt(upload, 'refuse')}>{t.record}</button>}
          {isReadable && report.problemCount > 0 && <button type="button" className="button" onClick={() => void recordIt(upload, 'keep')}>{t.keepLoose}</button>}
          <button type="button" className="button" onClick={() => setStep({ at: 'choose' })}>{t.restart}</button>
        </div>
      </>
    );
  }
  return (
    <div className="form">
      {step.at === 'choose' && step.message !== undefined && <div className="banner" data-tone="bad" role="alert"><div><p>{step.message}</p>{step.refused && step.refused.length > 0 && <ul>{step.refused.map((e) => <li key={`${e.path} ${e.message}`} className="small">{e.message}</li>)}</ul>}</div></div>}
      <PackageDrop label={t.drop} hint={t.hint} accept=".zip,.json,application/zip,application/json" busy={step.at === 'busy' ? step.doing : undefined} onFiles={(all) => void read(all)} />
    </div>
  );
}
