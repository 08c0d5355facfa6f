'use client';
import type { RowsReport } from '@capstan/capital';
import { fill, type Problem } from '@capstan/kernel';
import { FileDrop, type FileDropWords, formatters, SelectField } from '@capstan/ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Route } from '../../../../../api/route.ts';
import { send } from '../../../../../api/send.ts';
import type { Told } from './package-report.tsx';
import type { RowsWords } from './words.ts';

type Kind = 'shares' | 'grants';
type Explained = { message: string; errors: Told[] };
interface Field { readonly field: string; readonly isNeeded: boolean }
interface Checked { readonly name: string; readonly text: string; readonly kind: Kind; readonly report: RowsReport; readonly problems: readonly Told[] }
interface Props {
  check: Route; record: Route; table: string; locale: string; most: number; words: RowsWords; drop: FileDropWords;
  fields: Readonly<Record<Kind, readonly Field[]>>; toTable: string; explain: (problem: Problem) => Promise<Explained>;
}

const MIB = 1024 * 1024;
const SHOWN = 50;
const kinds: readonly Kind[] = ['shares', 'grants'];

/** `line 3, Quantity` in the reader's language; any other place as it is. */
function place(path: string, { at, atLine }: RowsWords): string {
  const [, line, column] = /^line (\d+)(?:, (.+))?$/.exec(path) ?? [];
  return line === undefined ? path : fill(column === undefined ? atLine : at, { line, column: column ?? '' });
}

/** A CSV file of holders or grants: which column holds what, every cell that needs a look, then the record. */
export function RowsImport({ check, record, table, locale, most, words: t, drop, fields, toTable, explain }: Props) {
  const router = useRouter();
  const f = formatters(locale);
  const [kind, setKind] = useState<Kind>('shares');
  const [checked, setChecked] = useState<Checked>();
  const [message, setMessage] = useState<{ tone?: 'bad'; text: string }>();

  async function ask(name: string, text: string, of: Kind, mapping: Record<string, string> | undefined, signal?: AbortSignal, onProgress?: (fraction: number) => void) {
    setMessage(undefined);
    const answer = await send<RowsReport>(check, { body: { kind: of, name, text, ...(mapping && { mapping }) }, ...(signal && { signal }), ...(onProgress && { onProgress }) });
    if (answer.ok) {
      const { errors } = await explain({ type: '', title: '', status: 400, code: 'rows-refused', detail: '', errors: answer.data.problems.slice(0, SHOWN) });
      setChecked({ name, text, kind: of, report: answer.data, problems: errors });
    } else if ('problem' in answer) setMessage({ tone: 'bad', text: (await explain(answer.problem)).message });
  }
  async function onFile(file: File, progress: (fraction: number) => void, signal: AbortSignal) {
    if (file.size > most) return setMessage({ tone: 'bad', text: fill(t.tooLarge, { most: most / MIB }) });
    await ask(file.name, await file.text(), kind, undefined, signal, progress);
  }
  async function recordIt({ name, text, kind: of, report }: Checked) {
    const answer = await send<{ rows: number }>(record, { body: { kind: of, name, text, mapping: report.mapping } });
    if (!answer.ok) return 'problem' in answer ? setMessage({ tone: 'bad', text: (await explain(answer.problem)).message }) : undefined;
    setChecked(undefined);
    setMessage({ text: fill(t.done, { count: f.number(answer.data.rows) }) });
    router.refresh();
  }

  return (
    <div className="form">
      {message && <p className="banner" {...(message.tone && { 'data-tone': message.tone })} role={message.tone ? 'alert' : 'status'}>{message.text} {!message.tone && <a href={table}>{toTable}</a>}</p>}
      {!checked && (
        <>
          <fieldset className="field"><legend>{t.kind}</legend>{kinds.map((one) => <label key={one} className="check"><input type="radio" name="rows-kind" checked={kind === one} onChange={() => setKind(one)} /> {t.kinds[one]}</label>)}</fieldset>
          <FileDrop label={t.drop} hint={t.hint} accept=".csv,text/csv" words={drop} onFile={onFile} />
        </>
      )}
      {checked && <Mapping checked={checked} fields={fields[checked.kind]} t={t} onChange={(mapping) => void ask(checked.name, checked.text, checked.kind, mapping)} />}
      {checked && checked.report.problemCount > 0 && (
        <div className="banner" data-tone="bad" role="alert"><ul>{checked.problems.map((e) => <li key={`${e.path} ${e.message}`} className="small"><span className="num">{place(e.path, t)}</span>{`: ${e.message}`}</li>)}</ul></div>
      )}
      {checked && (
        <div className="actions">
          {checked.report.problemCount === 0 && <button type="button" className="button" data-kind="primary" onClick={() => void recordIt(checked)}>{fill(t.record, { count: f.number(checked.report.rows) })}</button>}
          <button type="button" className="button" onClick={() => setChecked(undefined)}>{t.restart}</button>
        </div>
      )}
    </div>
  );
}

interface MappingProps { checked: Checked; fields: readonly Field[]; t: RowsWords; onChange: (mapping: Record<string, string>) => void }
/** One choice of column a field; a change is checked at once. */
function Mapping({ checked: { report }, fields, t, onChange }: MappingProps) {
  const choose = (field: string, column: string) => {
    const { [field]: _, ...rest } = report.mapping;
    onChange(column === '' ? rest : { ...rest, [field]: column });
  };
  return (
    <fieldset className="field">
      <legend>{t.mapping}</legend>
      {fields.map(({ field, isNeeded }) => (
        <SelectField key={field} name={field} label={<>{t.fields[field] ?? field}{isNeeded && <span className="muted small"> ({t.required})</span>}</>} value={report.mapping[field] ?? ''} onChange={(e) => choose(field, e.currentTarget.value)}
          options={[{ value: '', label: t.none }, ...report.header.map((column) => ({ value: column, label: column }))]} />
      ))}
    </fieldset>
  );
}
