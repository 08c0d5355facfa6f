import type { Decider, Refusal } from '@capstan/kernel';
import { DEFAULT_EXPERIMENT, type ExperimentFact, type Tag } from './external-events.ts';
import { refuse } from './refusals.ts';

export type ExperimentCommand =
  | { type: 'OpenExperiment'; experiment: string; name: string; tags: Tag[] }
  | { type: 'RenameExperiment'; experiment: string; name: string }
  | { type: 'TagExperiment'; experiment: string; tag: Tag }
  | { type: 'DeleteExperiment'; experiment: string }
  | { type: 'RestoreExperiment'; experiment: string };

export interface Experiment { readonly name: string; readonly deleted: boolean; readonly tags: Readonly<Record<string, string>> }
export type Experiments = ReadonlyMap<string, Experiment>;

const { experiment: DEFAULT, name: DEFAULT_NAME } = DEFAULT_EXPERIMENT;
const initial: Experiments = new Map([[DEFAULT, { name: DEFAULT_NAME, deleted: false, tags: {} }]]);

const change = (all: Experiments, experiment: string, of: (one: Experiment) => Experiment): Experiments => {
  const before = all.get(experiment);
  return before ? new Map(all).set(experiment, of(before)) : all;
};

/** The experiments after one more fact; facts of others change nothing. */
export function evolveExperiments(all: Experiments, { type, data }: ExperimentFact): Experiments {
  switch (type) {
    case 'ExperimentOpened': return new Map(all).set(data.experiment, { name: data.name, deleted: false, tags: Object.fromEntries(data.tags.map(({ key, value }) => [key, value])) });
    case 'ExperimentRenamed': return change(all, data.experiment, (one) => ({ ...one, name: data.name }));
    case 'ExperimentTagged': return change(all, data.experiment, (one) => ({ ...one, tags: { ...one.tags, [data.tag.key]: data.tag.value } }));
    case 'ExperimentDeleted': return change(all, data.experiment, (one) => ({ ...one, deleted: true }));
    case 'ExperimentRestored': return change(all, data.experiment, (one) => ({ ...one, deleted: false }));
    default: return all;
  }
}

const taken = (all: Experiments, name: string, by?: string) => [...all].some(([experiment, one]) => one.name === name && experiment !== by);

function edit(c: Exclude<ExperimentCommand, { type: 'OpenExperiment' }>, one: Experiment, all: Experiments): ExperimentFact[] | Refusal {
  const { experiment } = c;
  if (c.type === 'RestoreExperiment') return one.deleted ? [{ type: 'ExperimentRestored', data: { experiment } }] : [];
  if (c.type === 'DeleteExperiment') {
    if (experiment === DEFAULT) return refuse('experiment-default');
    return one.deleted ? [] : [{ type: 'ExperimentDeleted', data: { experiment } }];
  }
  if (one.deleted) return refuse('experiment-deleted');
  if (c.type === 'TagExperiment') return one.tags[c.tag.key] === c.tag.value ? [] : [{ type: 'ExperimentTagged', data: { experiment, tag: c.tag } }];
  if (experiment === DEFAULT) return refuse('experiment-default');
  if (taken(all, c.name, experiment)) return refuse('experiment-exists', { name: c.name });
  return one.name === c.name ? [] : [{ type: 'ExperimentRenamed', data: { experiment, name: c.name } }];
}

/** Experiments of a company: names are its own once, also those of deleted ones, as MLflow has it. */
export const experimentDecider: Decider<ExperimentCommand, Experiments, ExperimentFact> = {
  name: 'experiments', initial, evolve: evolveExperiments,
  decide(c, all) {
    if (c.type === 'OpenExperiment') {
      const { experiment, name, tags } = c;
      return taken(all, name) ? refuse('experiment-exists', { name }) : [{ type: 'ExperimentOpened', data: { experiment, name, tags } }];
    }
    const one = all.get(c.experiment);
    return one ? edit(c, one, all) : refuse('experiment-unknown');
  },
};
