import type { RunRow, RunSort } from '@capstan/training';
import { type Column, type Formatters, NumberText, Table } from '@capstan/ui';
import type { ReactNode } from 'react';
import type { Words } from '../../../../i18n/words.ts';
import { Synthetic } from '../../../../shell/synthetic.tsx';
import { Cost, Epochs, sayScore, ScoreText } from './figures.tsx';
import { originName } from './origin-name.ts';
import { picked, type RunSearch, sortedBy, sortOf } from './run-search.ts';
import { Situation } from './situation.tsx';

interface Props { company: string; runs: RunRow[]; search: RunSearch; f: Formatters; t: Words; who: (actor: string) => string; empty: ReactNode }

const Whole = ({ children }: { children: ReactNode }) => <span className="whitespace-nowrap">{children}</span>;

/** A page of the runs of a company, sorted by the column that was pressed; ticked ones are compared. */
export function RunsTable({ company, runs, search, f, t, who, empty }: Props) {
  const { sort, order } = sortOf(search), ticked = new Set(picked(search));
  const by = (column: RunSort, name: string): Pick<Column<RunRow>, 'header' | 'sorted'> => ({
    header: <a href={sortedBy(search, column)} data-sheet="">{name}{sort === column && <span aria-hidden="true">{order === 'ascending' ? ' ↑' : ' ↓'}</span>}</a>,
    ...(sort === column && { sorted: order }),
  });
  return (
    <Table caption={t('run.list')} rows={runs} rowKey={(r) => r.run} rowHref={(r) => `/${company}/training/runs/${r.run}`} empty={empty}
      columns={[
        { key: 'name', ...by('name', t('run.name')), cell: (r) => <Whole>{r.name}</Whole> },
        { key: 'pick', header: t('compare.pick'), align: 'center', cell: (r) => <input type="checkbox" name="runs" value={r.run} form="compare" defaultChecked={ticked.has(r.run)} aria-label={t('compare.pickNamed', { name: r.name })} /> },
        { key: 'situation', header: t('run.situation'), cell: (r) => <Situation run={r} t={t} /> },
        { key: 'model', ...by('model', t('run.model')), cell: (r) => <Whole>{r.origin === 'capstan' ? t(`models.${r.model.kind}`) : originName[r.origin]}</Whole> },
        { key: 'dataset', ...by('dataset', t('run.dataset')), cell: (r) => <Whole>{r.datasetName} <Synthetic is={r.synthetic} /></Whole> },
        { key: 'epochs', header: t('run.epochs'), align: 'right', cell: (r) => <Epochs run={r} f={f} /> },
        { key: 'score', ...by('score', t('run.score')), align: 'right', cell: (r) => <>{r.score && r.score.metric !== 'accuracy' && <span className="muted small">{t(`scores.${r.score.metric}`)} </span>}<ScoreText score={r.score} f={f} /></> },
        { key: 'baseline', header: t('run.baseline'), align: 'right', cell: (r) => <span className="muted num">{r.score ? sayScore(r.score.metric, r.score.baseline, f) : f.number(null)}</span> },
        { key: 'cost', ...by('cost', t('run.cost')), align: 'right', cell: (r) => <Cost usage={r.usage} f={f} t={t} /> },
        { key: 'wall', ...by('wall', t('run.wall')), align: 'right', cell: (r) => <NumberText value={r.usage.wallSeconds} f={f} as="duration" /> },
        { key: 'by', header: t('run.by'), cell: (r) => <Whole>{who(r.actor)}</Whole> },
        { key: 'at', ...by('at', t('run.on')), align: 'right', cell: (r) => <span className="num" title={f.instant(r.at)}>{f.day(r.at)}</span> },
      ]} />
  );
}
