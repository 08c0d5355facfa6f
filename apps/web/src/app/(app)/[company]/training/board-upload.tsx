'use client';
import type { Problem } from '@capstan/kernel';
import { CheckField, FileDrop, type FileDropWords, TextField } from '@capstan/ui';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import type { Route } from '../../../../api/route.ts';
import { send } from '../../../../api/send.ts';
import { base64 } from './file-base64.ts';

interface Words { name: string; price: string; priceHint: string; keep: string; file: string; hint: string; tooLarge: string; needsName: string }
interface Props { to: Route; runs: string; limit: number; words: Words; drop: FileDropWords; explain: (problem: Problem) => Promise<{ message: string }> }

/** Names a run, then sends the TensorBoard file it is in; leads to the run. */
export function BoardUpload({ to, runs, limit, words, drop, explain }: Props) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<string>();
  const onFile = async (file: File, progress: (fraction: number) => void, signal: AbortSignal) => {
    const about = new FormData(form.current!);
    const typed = (field: string) => { const value = about.get(field); return typeof value === 'string' ? value.trim() : ''; };
    const name = typed('name'), price = typed('price').replace(',', '.');
    if (name === '') return setProblem(words.needsName);
    if (file.size > limit) return setProblem(words.tooLarge);
    setProblem(undefined);
    const body = { name, content: await base64(file), damaged: about.get('keep') === null ? 'refuse' : 'keep-what-came-before', pricePerHour: price === '' ? null : price };
    const answer = await send(to, { body, onProgress: progress, signal });
    if (answer.ok) router.push(`${runs}/${(answer.data as { id: string }).id}`);
    else if ('problem' in answer) setProblem((await explain(answer.problem)).message);
  };
  return (
    <form ref={form} className="form" onSubmit={(event) => event.preventDefault()}>
      {problem && <div className="banner" data-tone="bad" role="alert">{problem}</div>}
      <TextField name="name" label={words.name} required maxLength={120} />
      <TextField name="price" label={words.price} hint={words.priceHint} maxLength={20} />
      <CheckField name="keep" label={words.keep} />
      <FileDrop label={words.file} hint={words.hint} accept="*" words={drop} onFile={onFile} />
    </form>
  );
}
