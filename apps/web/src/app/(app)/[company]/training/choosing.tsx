import { type DatasetView, fits, type ModelKind, trainingApi } from '@capstan/training';
import type { ReactNode } from 'react';
import { api } from '../../../../api/read.ts';
import type { Words } from '../../../../i18n/words.ts';

interface Asked { company: string; dataset?: string; model?: string; /** Leaves out the baseline, which has no settings to search. */ learns?: boolean }
interface Chosen { dataset: DatasetView; model: ModelKind; choices: (sheet: string, t: Words) => ReactNode }

/** The dataset and the model that the URL names, or the first that there are and fit; and the links that choose others. */
export async function choosing({ company, dataset: wanted, model: wish, learns }: Asked): Promise<Chosen> {
  const datasets = await api(trainingApi.datasets, { params: { company } });
  const dataset = datasets.find((one) => one.dataset === wanted) ?? datasets[0]!;
  const models = (fits[dataset.kind].models as readonly ModelKind[]).filter((kind) => !learns || kind !== 'baseline');
  const model = models.find((kind) => kind === wish) ?? models[0]!;
  const choices = (sheet: string, t: Words) => {
    const choose = (d: string, m: string) => `?sheet=${sheet}&dataset=${d}&model=${m}`;
    return (
      <>
        <Choice label={t('run.dataset')} options={datasets.map((one) => ({ href: choose(one.dataset, model), label: one.name, current: one === dataset }))} />
        <Choice label={t('run.model')} options={models.map((kind) => ({ href: choose(dataset.dataset, kind), label: t(`models.${kind}`), current: kind === model }))} />
      </>
    );
  };
  return { dataset, model, choices };
}

const Choice = ({ label, options }: { label: string; options: { href: string; label: string; current: boolean }[] }) => (
  <nav aria-label={label} className="stack gap-1">
    <span className="small muted">{label}</span>
    <span className="actions">{options.map((o) => <a key={o.href} className="button" data-kind={o.current ? 'primary' : 'plain'} aria-current={o.current ? 'true' : undefined} href={o.href} data-sheet="">{o.label}</a>)}</span>
  </nav>
);
