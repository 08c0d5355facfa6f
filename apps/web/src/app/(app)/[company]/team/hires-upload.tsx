'use client';
import type { Problem } from '@capstan/kernel';
import { FileDrop, type FileDropWords } from '@capstan/ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Route } from '../../../../api/route.ts';
import { send } from '../../../../api/send.ts';

type Explained = { message: string; errors: { path: string; message: string }[] };
interface Props { to: Route; then: string; limit: number; words: { label: string; hint: string; tooLarge: string; at: string; atLine: string }; drop: FileDropWords; explain: (problem: Problem) => Promise<Explained> }

/** `line 3, salary` in the reader's language; any other place as it is. */
function place(path: string, { at, atLine }: Props['words']): string {
  const [, line, column] = /^line (\d+)(?:, (.+))?$/.exec(path) ?? [];
  if (line === undefined) return path;
  return (column === undefined ? atLine : at).replace('{line}', line).replace('{column}', column ?? '');
}

/** Sends a file of hires; when it is refused, says every line and column that needs a look. Nothing was recorded then. */
export function HiresUpload({ to, then, limit, words, drop, explain }: Props) {
  const router = useRouter();
  const [problem, setProblem] = useState<Explained>();
  const onFile = async (file: File, progress: (fraction: number) => void, signal: AbortSignal) => {
    if (file.size > limit) return setProblem({ message: words.tooLarge, errors: [] });
    setProblem(undefined);
    const answer = await send(to, { body: { text: await file.text() }, onProgress: progress, signal });
    if (answer.ok) router.push(then);
    else if ('problem' in answer) setProblem(await explain(answer.problem));
  };
  return (
    <div className="form">
      {problem && <div className="banner" data-tone="bad" role="alert"><div><p>{problem.message}</p>{problem.errors.length > 0 && <ul>{problem.errors.map((e) => <li key={`${e.path} ${e.message}`} className="small"><span className="num">{place(e.path, words)}</span>{`: ${e.message}`}</li>)}</ul>}</div></div>}
      <FileDrop label={words.label} hint={words.hint} accept=".csv,text/csv" words={drop} onFile={onFile} />
    </div>
  );
}
