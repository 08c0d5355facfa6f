'use client';
import type { Problem } from '@capstan/kernel';
import { FileDrop, type FileDropWords } from '@capstan/ui';
import { useRouter } from 'next/navigation';
import { type ReactNode, useRef, useState } from 'react';
import type { Route } from '../../../../api/route.ts';
import { send } from '../../../../api/send.ts';

/** What was typed beside a file: texts without blanks around them, and whether a box was ticked. */
export interface Typed { text(field: string): string; ticked(field: string): boolean }
/** What is sent with a file, or why it cannot be. */
export type Request = { body: () => Promise<object> } | { refused: string };
export interface Sending { to: Route; drop: FileDropWords; explain: (problem: Problem) => Promise<{ message: string }> }
interface Props extends Sending { request: (file: File, typed: Typed) => Request; then: (id: string) => string; label: string; hint: string; accept: string; children: ReactNode }

const typedIn = (form: HTMLFormElement): Typed => {
  const about = new FormData(form);
  return { text: (field) => { const value = about.get(field); return typeof value === 'string' ? value.trim() : ''; }, ticked: (field) => about.get(field) !== null };
};

/** Fields about a file, then the file: sent as it is dropped, with progress; refusals are said in the reader's language. Leads to what was made. */
export function FileForm({ to, request, then, label, hint, accept, drop, explain, children }: Props) {
  const router = useRouter(), form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<string>();
  const onFile = async (file: File, onProgress: (fraction: number) => void, signal: AbortSignal) => {
    const asked = request(file, typedIn(form.current!));
    if ('refused' in asked) return setProblem(asked.refused);
    setProblem(undefined);
    const answer = await send<{ id: string }>(to, { body: await asked.body(), onProgress, signal });
    if (answer.ok) router.push(then(answer.data.id));
    else if ('problem' in answer) setProblem((await explain(answer.problem)).message);
  };
  return (
    <form ref={form} className="form" onSubmit={(event) => event.preventDefault()}>
      {problem && <div className="banner" data-tone="bad" role="alert">{problem}</div>}
      {children}
      <FileDrop label={label} hint={hint} accept={accept} words={drop} onFile={onFile} />
    </form>
  );
}
