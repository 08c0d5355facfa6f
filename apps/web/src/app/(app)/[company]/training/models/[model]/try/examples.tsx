'use client';
import type { Problem } from '@capstan/kernel';
import type { Example } from '@capstan/training';
import { Button } from '@capstan/ui';
import { useState } from 'react';
import type { Route } from '../../../../../../../api/route.ts';
import { send } from '../../../../../../../api/send.ts';
import { filled, type TryWords } from './words.ts';

interface Props { from: Route; words: TryWords; explain: (problem: Problem) => Promise<{ message: string }>; pick: (example: Example) => void }

/** Samples of the validation part, fetched when they are asked for: picking one asks the model. */
export function Examples({ from, words, explain, pick }: Props) {
  const [found, setFound] = useState<Example[] | string>();
  const fetchThem = async () => {
    setFound(words.loading);
    const answer = await send<Example[]>(from);
    if (answer.ok) setFound(answer.data);
    else if ('problem' in answer) setFound(filled(words.noExamples, { problem: (await explain(answer.problem)).message }));
  };
  if (found === undefined) return <div className="actions"><Button onClick={() => void fetchThem()}>{words.examples}</Button></div>;
  if (typeof found === 'string') return <p className="muted" role="status">{found}</p>;
  return (
    <fieldset className="try-examples">
      <legend>{words.examples}</legend>
      {found.map((example, i) => <Button key={i} onClick={() => pick(example)}>{filled(words.example, { n: i + 1 })}</Button>)}
    </fieldset>
  );
}
