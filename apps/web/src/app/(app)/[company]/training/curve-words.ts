import type { CurveWords } from '@capstan/ui';
import { chartWords } from '../../../../i18n/chart-words.ts';
import { words } from '../../../../i18n/words.ts';

/** The words of curves. */
export async function curveWords(): Promise<CurveWords> {
  const [chart, r] = await Promise.all([chartWords(), words('runs')]);
  const axes = { step: r('curves.step'), time: r('curves.time'), cost: r('curves.cost') };
  return {
    ...chart, axes, axis: r('curves.axis'), metric: r('curves.metric'), smoothing: r('curves.smoothing'), log: r('curves.log'), zoomIn: r('curves.zoomIn'), zoomOut: r('curves.zoomOut'),
    reset: r('curves.reset'), keys: r('curves.keys'), nothing: r('curves.nothing'), more: r.raw('curves.more') as string, all: r('curves.all'),
  };
}
