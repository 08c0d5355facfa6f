'use client';
import type { Problem } from '@capstan/kernel';
import { CheckField, FileDrop, type FileDropWords, SelectField, TextField } from '@capstan/ui';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import type { Route } from '../../../../../api/route.ts';
import { send } from '../../../../../api/send.ts';
import { base64 } from '../file-base64.ts';

interface Words { name: string; nameHint: string; kind: string; byName: string; text: string; documents: string; images: string; table: string; synthetic: string; syntheticHint: string; source: string; sourceHint: string; file: string; hint: string; tooLarge: string; tooLargePictures: string }
interface Props { to: Route; then: string; limits: Record<'text' | 'images', number>; words: Words; drop: FileDropWords; explain: (problem: Problem) => Promise<{ message: string }> }

const nameOf = (file: File): string => file.name.replace(/\.\w+$/, '').slice(0, 120) || file.name;

/** What the ending of a file's name says it holds. */
function kindOf({ name }: File): 'table' | 'documents' | 'images' | 'text' {
  if (/\.[ct]sv$/i.test(name)) return 'table';
  if (/\.jsonl$/i.test(name)) return 'documents';
  return /\.(zip|bin)$/i.test(name) ? 'images' : 'text';
}

/** Names a dataset, then sends its file: progress shown, can be stopped, refusals in the reader's language. */
export function Upload({ to, then, limits, words, drop, explain }: Props) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<string>();
  const onFile = async (file: File, progress: (fraction: number) => void, signal: AbortSignal) => {
    const about = new FormData(form.current!);
    const typed = (field: string) => { const value = about.get(field); return typeof value === 'string' ? value.trim() : ''; };
    const name = typed('name') || nameOf(file), kind = typed('kind') || kindOf(file), pictures = kind === 'images';
    if (file.size > limits[pictures ? 'images' : 'text']) return setProblem(pictures ? words.tooLargePictures : words.tooLarge);
    setProblem(undefined);
    const body = { name, kind, synthetic: about.get('synthetic') !== null, source: typed('source'), content: pictures ? await base64(file) : await file.text() };
    const answer = await send<{ id: string }>(to, { body, onProgress: progress, signal });
    if (answer.ok) router.push(`${then}?sheet=card&dataset=${answer.data.id}`);
    else if ('problem' in answer) setProblem((await explain(answer.problem)).message);
  };
  return (
    <form ref={form} className="form" onSubmit={(event) => event.preventDefault()}>
      {problem && <div className="banner" data-tone="bad" role="alert">{problem}</div>}
      <TextField name="name" label={words.name} hint={words.nameHint} maxLength={120} />
      <SelectField name="kind" label={words.kind} options={[{ value: '', label: words.byName }, { value: 'table', label: words.table }, { value: 'text', label: words.text }, { value: 'documents', label: words.documents }, { value: 'images', label: words.images }]} />
      <TextField name="source" label={words.source} hint={words.sourceHint} maxLength={500} />
      <CheckField name="synthetic" label={words.synthetic} hint={words.syntheticHint} />
      <FileDrop label={words.file} hint={words.hint} accept=".csv,.tsv,.txt,.md,.jsonl,.zip,.bin,text/*" words={drop} onFile={onFile} />
    </form>
  );
}
