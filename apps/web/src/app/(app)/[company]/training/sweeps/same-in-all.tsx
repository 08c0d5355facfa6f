import type { DatasetView, ModelKind } from '@capstan/training';
import type { Formatters } from '@capstan/ui';
import type { Words } from '../../../../../i18n/words.ts';
import { Advanced } from '../advanced.tsx';
import { ModelSettings } from '../new-run.tsx';
import { Preparation } from '../preparation.tsx';

/** The settings that all trials share, folded away. */
export const SameInAll = ({ title, dataset, model, f, t }: { title: string; dataset: DatasetView; model: ModelKind; f: Formatters; t: Words }) => (
  <details className="stack"><summary>{title}</summary>
    <div className="form">
      <ModelSettings dataset={dataset} model={model} f={f} t={t} />
      <Preparation dataset={dataset} model={model} f={f} t={t} />
      <Advanced dataset={dataset} f={f} t={t} />
    </div>
  </details>
);
