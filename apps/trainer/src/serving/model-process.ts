// Runs models for the API: it is forked with the folders of artifacts and datasets, and answers one question after another.
import { installWasm } from '@capstan/ml';
import type { FromModels, ToModels } from '@capstan/training';
import { stepBehind } from '../step-behind.ts';
import { answerQuestion, type Workplace } from './answer-question.ts';
import { OpenModels } from './open-models.ts';

/** Behind everything interactive on the machine, like a training run, and before those: people wait for an answer. */
const NICENESS = 5;

const [artifacts, datasets] = process.argv.slice(2) as [string, string];

async function workplace(): Promise<Workplace> {
  // Nothing is learned here, so there are no gradients to check and no backend to choose: this one runs everywhere.
  await installWasm();
  return { artifacts, datasets, models: new OpenModels({ artifacts, datasets }), backend: 'wasm' };
}

stepBehind(NICENESS);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
// No API, nobody to answer.
process.on('disconnect', () => process.exit(0));
const ready = workplace();

async function answer({ id, question }: ToModels): Promise<void> {
  process.send?.({ id, answer: await answerQuestion(question, await ready) } satisfies FromModels);
}

let before = Promise.resolve();
process.on('message', (message: ToModels) => {
  // One after another: there is one core for them, and a model that is closed must not be answering.
  before = before.then(() => answer(message));
});
