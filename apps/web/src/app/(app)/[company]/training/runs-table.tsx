import type { RunRow } from '@capstan/training';
import { ButtonLink, EmptyState, type Formatters, NumberText, Table } from '@capstan/ui';
import type { ReactNode } from 'react';
import type { Words } from '../../../../i18n/words.ts';
import { Cost, Epochs, sayScore, ScoreText } from './figures.tsx';
import { Situation } from './situation.tsx';

interface Props { company: string; runs: RunRow[]; f: Formatters; t: Words; who: (actor: string) => string; may: boolean }

const Whole = ({ children }: { children: ReactNode }) => <span style={{ whiteSpace: 'nowrap' }}>{children}</span>;

/** The runs of a company; ticked ones are compared. */
export const RunsTable = ({ company, runs, f, t, who, may }: Props) => (
  <Table caption={t('run.list')} rows={runs} rowKey={(r) => r.run} rowHref={(r) => `/${company}/training/runs/${r.run}`}
    columns={[
      { key: 'name', header: t('run.name'), cell: (r) => <Whole>{r.name}</Whole> },
      { key: 'pick', header: t('compare.pick'), align: 'center', cell: (r) => <input type="checkbox" name="runs" value={r.run} form="compare" aria-label={t('compare.pickNamed', { name: r.name })} /> },
      { key: 'situation', header: t('run.situation'), cell: (r) => <Situation run={r} t={t} /> },
      { key: 'model', header: t('run.model'), cell: (r) => <Whole>{t(`models.${r.model.kind}`)}</Whole> },
      { key: 'dataset', header: t('run.dataset'), cell: (r) => <Whole>{r.datasetName}</Whole> },
      { key: 'epochs', header: t('run.epochs'), align: 'right', cell: (r) => <Epochs run={r} f={f} /> },
      { key: 'score', header: t('run.score'), align: 'right', cell: (r) => <>{r.score && r.score.metric !== 'accuracy' && <span className="muted small">{t(`scores.${r.score.metric}`)} </span>}<ScoreText score={r.score} f={f} /></> },
      { key: 'baseline', header: t('run.baseline'), align: 'right', cell: (r) => <span className="muted num">{r.score ? sayScore(r.score.metric, r.score.baseline, f) : f.number(null)}</span> },
      { key: 'cost', header: t('run.cost'), align: 'right', cell: (r) => <Cost usage={r.usage} f={f} t={t} /> },
      { key: 'wall', header: t('run.wall'), align: 'right', cell: (r) => <NumberText value={r.usage.wallSeconds} f={f} as="duration" /> },
      { key: 'by', header: t('run.by'), cell: (r) => <Whole>{who(r.actor)}</Whole> },
      { key: 'at', header: t('run.on'), align: 'right', cell: (r) => <span className="num" title={f.instant(r.at)}>{f.day(r.at)}</span> },
    ]}
    empty={<EmptyState action={may && <ButtonLink href="?sheet=run" kind="primary">{t('run.new')}</ButtonLink>}>{t('run.empty')}</EmptyState>} />
);
