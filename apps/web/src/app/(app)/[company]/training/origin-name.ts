import type { RunOrigin } from '@capstan/training';

/** What recorded a run elsewhere: names of products, the same in every language. */
export const originName: Readonly<Record<Exclude<RunOrigin, 'capstan'>, string>> = { mlflow: 'MLflow', tensorboard: 'TensorBoard' };
