import { augments, type DataSpec, type DatasetKind } from '@capstan/training';
import type { Words } from '../../../../../../i18n/words.ts';

/** How the data was prepared, as far as it was not left as it is. */
export function PreparationFacts({ data, kind, t }: { data: DataSpec; kind: DatasetKind; t: Words }) {
  const { cleaning, scaling, tokens, series, augmentation, side, share } = data;
  const kinds = (name: string, value: string) => t(`preparation.${name}Kinds.${value}`);
  const said: [name: string, value: string][] = [];
  if (kind !== 'text') said.push([t('preparation.duplicates'), kinds('duplicates', cleaning.duplicates)]);
  if (kind === 'table') said.push([t('preparation.missing'), kinds('missing', cleaning.missing)], [t('preparation.outliers'), `${kinds('outliers', cleaning.outliers)}${cleaning.outliers === 'keep' ? '' : ` · ${cleaning.deviations}`}`], [t('preparation.scaling'), kinds('scaling', scaling)]);
  if (kind === 'text' || kind === 'documents') said.push([t('preparation.tokens'), tokens.kind === 'bpe' ? `${kinds('tokens', 'bpe')} · ${tokens.vocabulary}` : kinds('tokens', 'characters')]);
  if (series) said.push([t('preparation.series'), `${t('knobs.window')} ${series.window} · ${t('knobs.horizon')} ${series.horizon}`]);
  if (share < 1) said.push([t('knobs.share'), String(share)]);
  if (side !== null) said.push([t('knobs.side'), String(side)]);
  if (augments(augmentation)) said.push([t('preparation.changed'), changes(augmentation, t)]);
  return <>{said.map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name} value`}>{value}</dd>])}</>;
}

const changes = ({ flip, ...how }: DataSpec['augmentation'], t: Words): string =>
  [...(flip ? [t('preparation.flip')] : []), ...Object.entries(how).filter(([, value]) => value > 0).map(([name, value]) => `${t(`knobs.${name}`)} ${value}`)].join(' · ');
