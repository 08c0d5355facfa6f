'use client';
import { CheckField, SelectField, TextField } from '@capstan/ui';
import { base64 } from '../file-base64.ts';
import { FileForm, type Request, type Sending, type Typed } from '../file-form.tsx';

interface Words { name: string; nameHint: string; kind: string; byName: string; text: string; documents: string; images: string; table: string; synthetic: string; syntheticHint: string; source: string; sourceHint: string; file: string; hint: string; tooLarge: string; tooLargePictures: string }
interface Props extends Sending { then: string; limits: Record<'text' | 'images', number>; words: Words }

const nameOf = (file: File): string => file.name.replace(/\.\w+$/, '').slice(0, 120) || file.name;

/** What the ending of a file's name says it holds. */
function kindOf({ name }: File): 'table' | 'documents' | 'images' | 'text' {
  if (/\.[ct]sv$/i.test(name)) return 'table';
  if (/\.jsonl$/i.test(name)) return 'documents';
  return /\.(zip|bin)$/i.test(name) ? 'images' : 'text';
}

/** Names a dataset, then sends its file: progress shown, can be stopped, refusals in the reader's language. */
export function Upload({ then, limits, words, ...sending }: Props) {
  const request = (file: File, { text, ticked }: Typed): Request => {
    const name = text('name') || nameOf(file), kind = text('kind') || kindOf(file), pictures = kind === 'images';
    if (file.size > limits[pictures ? 'images' : 'text']) return { refused: pictures ? words.tooLargePictures : words.tooLarge };
    return { body: async () => ({ name, kind, synthetic: ticked('synthetic'), source: text('source'), content: pictures ? await base64(file) : await file.text() }) };
  };
  return (
    <FileForm {...sending} request={request} then={(id) => `${then}?sheet=card&dataset=${id}`} label={words.file} hint={words.hint} accept=".csv,.tsv,.txt,.md,.jsonl,.zip,.bin,text/*">
      <TextField name="name" label={words.name} hint={words.nameHint} maxLength={120} />
      <SelectField name="kind" label={words.kind} options={[{ value: '', label: words.byName }, { value: 'table', label: words.table }, { value: 'text', label: words.text }, { value: 'documents', label: words.documents }, { value: 'images', label: words.images }]} />
      <TextField name="source" label={words.source} hint={words.sourceHint} maxLength={500} />
      <CheckField name="synthetic" label={words.synthetic} hint={words.syntheticHint} />
    </FileForm>
  );
}
