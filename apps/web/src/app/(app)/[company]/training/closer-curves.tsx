'use client';
import type { MetricSeries } from '@capstan/training';
import { Curves, type CurvesProps, type Finer } from '@capstan/ui';
import { useCallback } from 'react';
import { send } from '../../../../api/send.ts';
import { pointsOf } from './series-points.ts';

/** Where the points of a curve are asked for. */
export interface CurveSource { readonly path: string; readonly metric: string }
type Props = Omit<CurvesProps, 'finer'> & { sources: Readonly<Record<string, CurveSource>> };

/** Of each curve; half of them are in view. Of many curves fewer, because more would make panning slow. */
const POINTS = 1000, POINTS_OF_MANY = 500, MANY = 4;

/** Curves that are asked for more closely where somebody looks closer: one question for each run they are of. */
export function CloserCurves({ sources, ...chart }: Props) {
  const finer = useCallback<Finer>(async (names, { from, to }, signal) => {
    const asOf = new URLSearchParams(location.search).get('asOf');
    const wanted = Map.groupBy(names.filter((name) => sources[name]), (name) => sources[name]!.path);
    const found = await Promise.all([...wanted].map(async ([path, of]) => {
      const asked = new URLSearchParams({ metric: of.map((name) => sources[name]!.metric).join(','), points: String(names.length > MANY ? POINTS_OF_MANY : POINTS), from: String(from), to: String(to), ...(asOf && { asOf }) });
      const answer = await send<MetricSeries[]>({ method: 'GET', path: `${path}?${asked.toString()}` }, { signal });
      return answer.ok ? of.flatMap((name) => answer.data.filter(({ metric }) => metric === sources[name]!.metric).map((series) => [name, { name, costPerSecond: null, ...pointsOf(series) }] as const)) : [];
    }));
    const all = found.flat();
    return all.length > 0 ? new Map(all) : null;
  }, [sources]);
  return <Curves {...chart} finer={finer} />;
}
