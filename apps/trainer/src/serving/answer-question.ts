import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isRefusal, type Refusal } from '@capstan/kernel';
import { type BackendChoice, type ModelAnswer, type ModelQuestion, type ModelQuestions, plainData, type Prediction, type Sample } from '@capstan/training';
import { describeDataset, examplesOf, exportModel, reduceModel, type ServedModel } from '@capstan/ml';
import { datasetIn, type OpenModels } from './open-models.ts';

export interface Workplace { readonly artifacts: string; readonly datasets: string; readonly models: OpenModels; readonly backend: BackendChoice['name'] }
type Question<K extends ModelQuestion['ask']> = ModelQuestions[K]['question'];

/** One batch of all requests that fit; each that does not is refused alone. */
async function together(model: ServedModel, requests: readonly (readonly Sample[])[]): Promise<(Prediction[] | Refusal)[]> {
  const read = requests.map((samples) => model.read(samples));
  const answers = await model.answer(read.flatMap((one) => (isRefusal(one) ? [] : one)));
  let at = 0;
  return read.map((one) => (isRefusal(one) ? one : answers.slice(at, at += one.length)));
}

/** The smaller weights under the name of their content. */
async function reduce({ artifact, how }: Question<'reduce'>, { artifacts, datasets, backend }: Workplace): Promise<ModelQuestions['reduce']['answer'] | Refusal> {
  await mkdir(artifacts, { recursive: true });
  const to = join(artifacts, `${randomUUID()}.making`);
  try {
    const reduced = await reduceModel({ artifact: join(artifacts, artifact), dataset: datasetIn(datasets), how, to });
    if (isRefusal(reduced)) return reduced;
    await rename(to, join(artifacts, reduced.artifact.sha256));
    return { ...reduced, backend };
  } finally {
    await rm(to, { force: true });
  }
}

async function examples({ artifact, count }: Question<'examples'>, { models, datasets }: Workplace): Promise<ModelQuestions['examples']['answer'] | Refusal> {
  const model = await models.get(artifact);
  if (isRefusal(model)) return model;
  const dataset = await datasetIn(datasets)(model.spec);
  const found = isRefusal(dataset) ? dataset : examplesOf({ spec: model.spec, dataset, count });
  return isRefusal(found) ? found : { examples: found };
}

async function describe({ dataset }: Question<'describe'>, { datasets }: Workplace): Promise<ModelQuestions['describe']['answer'] | Refusal> {
  const read = await datasetIn(datasets)({ dataset, data: plainData });
  const card = isRefusal(read) ? read : describeDataset(read);
  return isRefusal(card) ? card : { card };
}

/** What the process that runs models answers; refusals are answers too. */
export async function answerQuestion(question: ModelQuestion, place: Workplace): Promise<ModelAnswer | Refusal> {
  switch (question.ask) {
    case 'reduce': return reduce(question, place);
    case 'examples': return examples(question, place);
    case 'describe': return describe(question, place);
    case 'export': return exportModel({ artifact: join(place.artifacts, question.artifact), dataset: datasetIn(place.datasets), format: question.format });
    case 'predict': {
      const model = await place.models.get(question.artifact);
      return isRefusal(model) ? model : { answers: await together(model, question.requests) };
    }
    case 'inspect': {
      const model = await place.models.get(question.artifact);
      return isRefusal(model) ? model : { signature: model.signature, code: model.code };
    }
  }
}
