import type { ComparedRun, FigureName } from '@capstan/training';
import { Badge, type Formatters, NumberText, Table } from '@capstan/ui';
import type { ReactNode } from 'react';
import type { Words } from '../../../../../i18n/words.ts';
import { Synthetic } from '../../../../../shell/synthetic.tsx';
import { Cost, sayScore } from '../figures.tsx';
import { sayFigure } from '../figure-say.ts';
import { Situation } from '../situation.tsx';
import { bestBy, bestOf, namesOf } from './choice.ts';

interface Props { company: string; runs: ComparedRun[]; figure: FigureName | undefined; f: Formatters; t: Words; r: Words }

/** The runs as lines, the best value of a column marked. */
export function Results({ company, runs, figure, f, t, r }: Props) {
  const names = namesOf(runs), best = figure ? bestBy(runs, figure) : null;
  const cheapest = bestOf(runs.map(({ usage }) => Number(usage.exactCost)), false), fastest = bestOf(runs.map(({ usage }) => usage.wallSeconds), false);
  const marked = (is: boolean, content: ReactNode) => <>{is && <Badge tone="good">{r('compare.best')}</Badge>} {content}</>;
  return (
    <Table caption={t('compare.results')} rows={runs} rowKey={(one) => one.run} rowHref={(one) => `/${company}/training/runs/${one.run}`}
      columns={[
        { key: 'name', header: t('run.name'), cell: (one, i) => <>{names[i]} <Synthetic is={one.synthetic} /></> },
        { key: 'situation', header: t('run.situation'), cell: (one) => <Situation run={one} t={t} /> },
        ...(figure ? [{ key: 'figure', header: r(`figures.${figure}`), align: 'right' as const, cell: (one: ComparedRun, i: number) => marked(best === i, <span className="num">{sayFigure(figure, one.figures[figure], f)}</span>) }] : []),
        { key: 'baseline', header: t('run.baseline'), align: 'right', cell: (one) => <span className="muted num">{one.score ? sayScore(one.score.metric, one.score.baseline, f) : f.number(null)}</span> },
        { key: 'cost', header: t('run.cost'), align: 'right', cell: (one, i) => marked(cheapest === i, <Cost usage={one.usage} f={f} t={t} />) },
        { key: 'wall', header: t('run.wall'), align: 'right', cell: (one, i) => marked(fastest === i, <NumberText value={one.usage.wallSeconds} f={f} as="duration" />) },
        { key: 'parameters', header: t('spec.parameters'), align: 'right', cell: (one) => <NumberText value={one.parameters} f={f} /> },
      ]} />
  );
}
