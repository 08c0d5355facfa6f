import { type DatasetView, knobs, type ModelKind } from '@capstan/training';
import { CheckField, type Formatters, NumberField, SelectField } from '@capstan/ui';
import type { Words } from '../../../../i18n/words.ts';
import { Knobs } from './knob-fields.tsx';

interface Props { dataset: DatasetView; model: ModelKind; f: Formatters; t: Words }
type Said = { f: Formatters; t: Words };

/** What is done to the data before a model meets it: only what speaks of this kind of data. */
export function Preparation({ dataset, model, f, t }: Props) {
  return (
    <details className="stack">
      <summary>{t('preparation.title')}</summary>
      <div className="form">
        {(dataset.kind === 'text' || dataset.kind === 'documents') && <Tokens f={f} t={t} />}
        {dataset.kind !== 'text' && <Cleaning table={dataset.kind === 'table'} f={f} t={t} />}
        {dataset.kind === 'table' && <Series f={f} t={t} />}
        {model !== 'baseline' && <Knobs group={knobs.data} prefix="data." f={f} t={t} />}
        {dataset.kind === 'images' && <Row><NumberField name="data.side" label={t('knobs.side')} hint={t('knobs.sideHint')} /></Row>}
        {dataset.kind === 'images' && model !== 'baseline' && <Augmentation f={f} t={t} />}
      </div>
    </details>
  );
}

const Row = ({ children }: { children: React.ReactNode }) => <div className="form-row">{children}</div>;

function Choice({ path, kinds, t }: { path: string; kinds: readonly string[]; t: Words }) {
  const name = path.split('.').at(-1)!;
  return <SelectField name={`data.${path}`} label={t(`preparation.${name}`)} options={kinds.map((value) => ({ value, label: t(`preparation.${name}Kinds.${value}`) }))} />;
}

const Tokens = ({ f, t }: Said) => (
  <Row>
    <SelectField name="data.tokens.kind" label={t('preparation.tokens')} options={['characters', 'bpe'].map((value) => ({ value, label: t(`preparation.tokensKinds.${value}`) }))} />
    <Knobs group={knobs.bpe} prefix="data.tokens." f={f} t={t} />
  </Row>
);

const Cleaning = ({ table, f, t }: { table: boolean } & Said) => (
  <Row>
    <Choice path="cleaning.duplicates" kinds={['keep', 'drop']} t={t} />
    {table && <><Choice path="cleaning.missing" kinds={['mean', 'drop']} t={t} /><Choice path="cleaning.outliers" kinds={['keep', 'clip', 'drop']} t={t} /><Knobs group={knobs.cleaning} prefix="data.cleaning." f={f} t={t} /><Choice path="scaling" kinds={['standard', 'min-max', 'none']} t={t} /></>}
  </Row>
);

const Series = ({ f, t }: Said) => (
  <>
    <CheckField name="data.series" label={t('preparation.series')} hint={t('preparation.seriesHint')} />
    <Knobs group={knobs.series} prefix="data.series." f={f} t={t} />
  </>
);

const Augmentation = ({ f, t }: Said) => (
  <>
    <p className="prose muted small">{t('preparation.augmentation')}</p>
    <CheckField name="data.augmentation.flip" label={t('preparation.flip')} hint={t('preparation.flipHint')} />
    <Knobs group={knobs.augmentation} prefix="data.augmentation." f={f} t={t} />
  </>
);
