import { join } from 'node:path';
import { isRefusal, type Refusal } from '@capstan/kernel';
import { type Dataset, loadDataset, openModel, type ServedModel } from '@capstan/ml';
import { refuseModel, type RunSpec } from '@capstan/training';
import { sourceOf } from '../dataset-source.ts';

/** Weights of a few megabytes each, at most some tens: so many stay ready. */
const MOST_OPEN = 8;

/** The data of a run from the folder of datasets. */
export const datasetIn = (folder: string) => async (spec: Pick<RunSpec, 'dataset' | 'data'>): Promise<Dataset | Refusal> => {
  const dataset = await loadDataset(sourceOf(spec, folder));
  return isRefusal(dataset) && dataset.code === 'file-unreadable' ? refuseModel('dataset-missing') : dataset;
};

/** Models that are ready to answer: the ones asked last stay, the others are opened again when they are asked. */
export class OpenModels {
  private readonly open = new Map<string, ServedModel>();
  private readonly folders: { artifacts: string; datasets: string };
  constructor(folders: { artifacts: string; datasets: string }) { this.folders = folders; }

  async get(artifact: string): Promise<ServedModel | Refusal> {
    const known = this.open.get(artifact);
    if (known) this.open.delete(artifact);
    const model = known ?? await openModel({ artifact: join(this.folders.artifacts, artifact), dataset: datasetIn(this.folders.datasets) });
    if (isRefusal(model)) return model;
    this.open.set(artifact, model);
    if (this.open.size > MOST_OPEN) this.close(this.open.keys().next().value!);
    return model;
  }

  private close(artifact: string): void {
    this.open.get(artifact)?.dispose();
    this.open.delete(artifact);
  }
}
