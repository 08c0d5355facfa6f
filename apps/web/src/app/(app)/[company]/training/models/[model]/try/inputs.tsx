'use client';
import type { InputForm } from '@capstan/training';
import { NumberField, SelectField, TextAreaField } from '@capstan/ui';
import type { Draft } from './draft.ts';
import { PictureInput } from './picture-input.tsx';
import { filled, type TryWords } from './words.ts';

interface Props<K extends Draft['kind']> { input: InputForm; draft: Extract<Draft, { kind: K }>; words: TryWords; set: (draft: Draft) => void }

function RowInput({ input, draft, words, set }: Props<'row'>) {
  const put = (name: string) => (event: { target: { value: string } }) => set({ ...draft, values: { ...draft.values, [name]: event.target.value } });
  const columns = 'columns' in input ? input.columns : [];
  return (
    <div className="try-row">
      {columns.map((column) => column.type === 'number'
        ? <NumberField key={column.name} name={column.name} label={column.name} value={draft.values[column.name] ?? ''} placeholder={String(Number(column.mean.toPrecision(4)))} onChange={put(column.name)} />
        : <SelectField key={column.name} name={column.name} label={column.name} value={draft.values[column.name] ?? ''} onChange={put(column.name)} options={[{ value: '', label: words.missing }, ...column.categories.map((name) => ({ value: name, label: name }))]} />)}
    </div>
  );
}

const RowsInput = ({ input, draft, words, set }: Props<'rows'>) => (
  <TextAreaField name="rows" label={words.rows} hint={input.kind === 'rows' && filled(words.rowsHint, { columns: input.columns.map(({ name }) => name).join(', '), window: input.window })} rows={8} value={draft.lines} onChange={(event) => set({ ...draft, lines: event.target.value })} />
);

const BeginningInput = ({ draft, words, set }: Props<'beginning'>) => (
  <>
    <TextAreaField name="text" label={words.beginning} rows={3} value={draft.text} onChange={(event) => set({ ...draft, text: event.target.value })} />
    <div className="try-row">
      <NumberField name="length" label={words.length} value={draft.length} onChange={(event) => set({ ...draft, length: event.target.value })} />
      <NumberField name="temperature" label={words.temperature} hint={words.temperatureHint} value={draft.temperature} onChange={(event) => set({ ...draft, temperature: event.target.value })} />
      <NumberField name="seed" label={words.seed} value={draft.seed} onChange={(event) => set({ ...draft, seed: event.target.value })} />
    </div>
  </>
);

/** The fields for what a model wants to be shown. */
export function SampleInput({ input, draft, words, set }: { input: InputForm; draft: Draft; words: TryWords; set: (draft: Draft) => void }) {
  switch (draft.kind) {
    case 'row': return <RowInput input={input} draft={draft} words={words} set={set} />;
    case 'rows': return <RowsInput input={input} draft={draft} words={words} set={set} />;
    case 'picture': return input.kind === 'picture' && <PictureInput size={input} draft={draft} words={words} set={set} />;
    case 'text': return <TextAreaField name="text" label={words.text} value={draft.text} onChange={(event) => set({ ...draft, text: event.target.value })} />;
    case 'beginning': return <BeginningInput input={input} draft={draft} words={words} set={set} />;
  }
}
