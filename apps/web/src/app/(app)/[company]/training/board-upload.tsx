'use client';
import { CheckField, TextField } from '@capstan/ui';
import { base64 } from './file-base64.ts';
import { FileForm, type Request, type Sending, type Typed } from './file-form.tsx';

interface Words { name: string; price: string; priceHint: string; keep: string; file: string; hint: string; tooLarge: string; needsName: string }
interface Props extends Sending { runs: string; limit: number; words: Words }

/** Names a run, then sends the TensorBoard file it is in; leads to the run. */
export function BoardUpload({ runs, limit, words, ...sending }: Props) {
  const request = (file: File, { text, ticked }: Typed): Request => {
    const name = text('name'), price = text('price').replace(',', '.');
    if (name === '') return { refused: words.needsName };
    if (file.size > limit) return { refused: words.tooLarge };
    return { body: async () => ({ name, content: await base64(file), damaged: ticked('keep') ? 'keep-what-came-before' : 'refuse', pricePerHour: price === '' ? null : price }) };
  };
  return (
    <FileForm {...sending} request={request} then={(id) => `${runs}/${id}`} label={words.file} hint={words.hint} accept="*">
      <TextField name="name" label={words.name} required maxLength={120} />
      <TextField name="price" label={words.price} hint={words.priceHint} maxLength={20} />
      <CheckField name="keep" label={words.keep} />
    </FileForm>
  );
}
