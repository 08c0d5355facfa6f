'use client';
import type { Problem } from '@capstan/kernel';
import { CheckField, FileDrop, type FileDropWords, SelectField, TextField } from '@capstan/ui';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import type { Route } from '../../../../../api/route.ts';
import { send } from '../../../../../api/send.ts';
import { base64 } from '../file-base64.ts';

interface Words { name: string; kind: string; text: string; documents: string; images: string; table: string; synthetic: string; syntheticHint: string; source: string; sourceHint: string; file: string; hint: string; tooLarge: string; tooLargePictures: string; needsName: string }
interface Props { to: Route; then: string; limits: Record<'text' | 'images', number>; words: Words; drop: FileDropWords; explain: (problem: Problem) => Promise<{ message: string }> }

/** Names a dataset, then sends its file: progress shown, can be stopped, refusals in the reader's language. */
export function Upload({ to, then, limits, words, drop, explain }: Props) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<string>();
  const onFile = async (file: File, progress: (fraction: number) => void, signal: AbortSignal) => {
    const about = new FormData(form.current!);
    const typed = (field: string) => { const value = about.get(field); return typeof value === 'string' ? value.trim() : ''; };
    const name = typed('name');
    if (name === '') return setProblem(words.needsName);
    const kind = typed('kind'), pictures = kind === 'images';
    if (file.size > limits[pictures ? 'images' : 'text']) return setProblem(pictures ? words.tooLargePictures : words.tooLarge);
    setProblem(undefined);
    const body = { name, kind, synthetic: about.get('synthetic') !== null, source: typed('source'), content: pictures ? await base64(file) : await file.text() };
    const answer = await send(to, { body, onProgress: progress, signal });
    if (answer.ok) router.push(then);
    else if ('problem' in answer) setProblem((await explain(answer.problem)).message);
  };
  return (
    <form ref={form} className="form" onSubmit={(event) => event.preventDefault()}>
      {problem && <div className="banner" data-tone="bad" role="alert">{problem}</div>}
      <TextField name="name" label={words.name} required maxLength={120} />
      <SelectField name="kind" label={words.kind} options={[{ value: 'table', label: words.table }, { value: 'text', label: words.text }, { value: 'documents', label: words.documents }, { value: 'images', label: words.images }]} />
      <TextField name="source" label={words.source} hint={words.sourceHint} maxLength={500} />
      <CheckField name="synthetic" label={words.synthetic} hint={words.syntheticHint} />
      <FileDrop label={words.file} hint={words.hint} accept=".csv,.txt,.md,.jsonl,.zip,.bin,text/*" words={drop} onFile={onFile} />
    </form>
  );
}
