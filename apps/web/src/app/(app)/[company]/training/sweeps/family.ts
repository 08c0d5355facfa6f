import type { ModelKind, SweepSpace } from '@capstan/training';

/** The setting that makes a model wider. */
const widths: Readonly<Record<Exclude<ModelKind, 'baseline'>, string>> = {
  mlp: 'model.units', cnn: 'model.filters', resnet: 'model.filters', rnn: 'model.units', gru: 'model.units', lstm: 'model.units', transformer: 'model.width',
};
export const widthOf = (model: ModelKind): string => (model === 'baseline' ? '' : widths[model]);

const depths: Partial<Record<ModelKind, string>> = { mlp: 'model.layers', cnn: 'model.blocks', resnet: 'model.stages', rnn: 'model.layers', gru: 'model.layers', lstm: 'model.layers', transformer: 'model.layers' };

/** A family of sizes times shares of the data, as the search space of a grid; one depth for all sizes, or that of the shared settings. */
export function familySpace(model: ModelKind, { sizes, depth, shares }: { sizes: readonly number[]; depth: number | undefined; shares: readonly number[] }): SweepSpace {
  const deep = depths[model];
  return [
    { kind: 'together', values: sizes.map((size) => ({ [widthOf(model)]: size, ...(depth !== undefined && deep && { [deep]: depth }) })) },
    { kind: 'choices', path: 'data.share', values: [...shares] },
  ];
}
