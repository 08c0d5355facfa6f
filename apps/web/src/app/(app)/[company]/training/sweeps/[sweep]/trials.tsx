import type { TrialRow } from '@capstan/training';
import { Amount, Badge, type Formatters, NumberText, Table } from '@capstan/ui';
import type { Words } from '../../../../../../i18n/words.ts';
import { ScoreText } from '../../figures.tsx';
import { tones } from '../../situation.tsx';
import { sayPath, sayValue } from '../axes.ts';

interface Props { company: string; trials: TrialRow[]; f: Formatters; t: Words; training: Words }

/** Where a trial's run stands; one that was not asked for yet waits for its turn. */
const Stands = ({ trial: { situation, reason, best }, t, training }: { trial: TrialRow; t: Words; training: Words }) => (
  <>
    {situation === null ? <span className="muted">{t('planned')}</span> : <Badge tone={tones[situation]}>{training(`situations.${situation}`)}</Badge>}
    {best && <> <Badge tone="good">{t('best')}</Badge></>}
    {reason && t.has(`reasons.${reason}`) && <span className="muted small"> {t(`reasons.${reason}`)}</span>}
  </>
);

/** The trials of a sweep, best first; each leads to its run. */
export function Trials({ company, trials, f, t, training }: Props) {
  const paths = [...new Set(trials.flatMap(({ settings }) => Object.keys(settings)))], href = ({ run }: TrialRow) => `/${company}/training/runs/${run}`;
  return (
    <Table caption={t('trials')} rows={trials} rowKey={(r) => String(r.trial)}
      columns={[
        { key: 'trial', header: t('trial'), cell: (r) => (r.run ? <a className="link" href={href(r)}>{t('numbered', { n: r.trial + 1 })}</a> : t('numbered', { n: r.trial + 1 })) },
        { key: 'situation', header: training('run.situation'), cell: (r) => <span className="whitespace-nowrap"><Stands trial={r} t={t} training={training} /></span> },
        ...paths.map((path) => ({ key: path, header: sayPath(path, training), align: 'right' as const, cell: (r: TrialRow) => <span className="num">{r.settings[path] === undefined ? '' : sayValue(r.settings[path], f)}</span> })),
        { key: 'epochs', header: training('run.epochs'), align: 'right', cell: (r) => <><NumberText value={r.epochsDone} f={f} /><span className="muted"> / {f.number(r.epochs)}</span></> },
        { key: 'value', header: t('value'), align: 'right', cell: (r) => <NumberText value={r.value} digits={4} f={f} /> },
        { key: 'score', header: training('run.score'), align: 'right', cell: (r) => <>{r.score && <span className="muted small">{training(`scores.${r.score.metric}`)} </span>}<ScoreText score={r.score} f={f} /></> },
        { key: 'cost', header: training('run.cost'), align: 'right', cell: (r) => <Amount money={r.cost} f={f} as="exact" /> },
      ]} />
  );
}
