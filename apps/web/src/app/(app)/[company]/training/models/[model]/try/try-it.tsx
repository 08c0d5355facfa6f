'use client';
import type { Problem } from '@capstan/kernel';
import type { Example, InputForm, Predicted } from '@capstan/training';
import { Button } from '@capstan/ui';
import { useState } from 'react';
import type { Route } from '../../../../../../../api/route.ts';
import { send } from '../../../../../../../api/send.ts';
import { Answer } from './answer.tsx';
import { type Draft, draftOf, emptyDraft, sampleOf } from './draft.ts';
import { Examples } from './examples.tsx';
import { SampleInput } from './inputs.tsx';
import type { TryWords } from './words.ts';

interface Props { to: Route; examples: Route; version: number; input: InputForm; lang: string; words: TryWords; explain: (problem: Problem) => Promise<{ message: string }> }
interface Asked { answer: Predicted; truth: string | undefined }

/** Shows something to a model and says what it answers. */
export function TryIt({ to, examples, version, input, lang, words, explain }: Props) {
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(input));
  const [truth, setTruth] = useState<string>();
  const [asked, setAsked] = useState<Asked>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const ask = async (shown: Draft, itsTruth: string | undefined) => {
    setBusy(true);
    const answer = await send<Predicted>(to, { body: { version, samples: [sampleOf(shown, input)] } });
    setBusy(false);
    setAsked(answer.ok ? { answer: answer.data, truth: itsTruth } : undefined);
    setProblem('problem' in answer ? (await explain(answer.problem)).message : undefined);
  };
  const pick = ({ sample, truth: itsTruth }: Example) => {
    const picked = draftOf(sample, input);
    setDraft(picked);
    setTruth(itsTruth);
    void ask(picked, itsTruth);
  };
  return (
    <form className="try" onSubmit={(event) => { event.preventDefault(); void ask(draft, truth); }}>
      <div className="form">
        <SampleInput input={input} draft={draft} words={words} set={(next) => { setDraft(next); setTruth(undefined); }} />
        <div className="actions"><Button type="submit" kind="primary" disabled={busy}>{busy ? words.asking : words.ask}</Button></div>
        <Examples from={examples} words={words} explain={explain} pick={pick} />
      </div>
      <div>
        {problem !== undefined && <div className="banner" data-tone="bad" role="alert">{problem}</div>}
        {asked && problem === undefined && <Answer {...asked} lang={lang} words={words} />}
      </div>
    </form>
  );
}
