import { ButtonLink } from '@capstan/ui';
import type { Said } from './said.ts';

/** Kinds of networks that layers of TensorFlow.js can say; of these the API still refuses single ones with its reason. */
const sayable = new Set(['mlp', 'cnn', 'rnn', 'lstm']);

export function Exports({ company, model: { model }, one, t }: Said) {
  const file = (format: string, name: string) => `/${company}/training/models/${model}/export?version=${one.version}&format=${format}&file=${name}`;
  const isRow = one.signature.input.kind === 'row', { kind } = one.lineage.spec;
  return (
    <div className="actions">
      <ButtonLink href={file('safetensors', 'model.safetensors')}>{t('export.safetensors')}</ButtonLink>
      {sayable.has(kind) && !(isRow && kind !== 'mlp') && ['model.json', 'weights.bin'].map((name) => <ButtonLink key={name} href={file('tfjs', name)}>{t('export.layers', { file: name })}</ButtonLink>)}
    </div>
  );
}
