export type * from './engine.ts';
export type * from './data/dataset.ts';
export { chooseBackend } from './backends/choose.ts';
export { engineRefusals } from './data/refusals.ts';
export { loadDataset } from './data/load.ts';
export { describeDataset } from './data/card.ts';
export { evaluate } from './run/evaluate.ts';
export { trainRun } from './run/train-run.ts';
