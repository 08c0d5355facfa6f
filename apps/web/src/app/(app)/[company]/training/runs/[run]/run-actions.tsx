import type { RunView } from '@capstan/training';
import { ButtonLink } from '@capstan/ui';
import type { Words } from '../../../../../../i18n/words.ts';
import { Form } from '../../../../../../shell/form.tsx';
import { pauseRun, resumeRun, retryRun, stopRun } from '../../actions.ts';

const stoppable = new Set<RunView['situation']>(['queued', 'leased', 'running', 'pausing', 'paused']);
const pausable = new Set<RunView['situation']>(['queued', 'leased', 'running']);

/** What can be done with a run where it stands: pause, resume, stop, or the same again once it has ended. */
export const RunActions = ({ company, run, t }: { company: string; run: RunView; t: Words }) => (
  <>
    {pausable.has(run.situation) && <Form action={pauseRun.bind(null, company, run.run)} submit={t('run.pause')} inline />}
    {run.situation === 'paused' && <Form action={resumeRun.bind(null, company, run.run)} submit={t('run.resume')} inline />}
    {stoppable.has(run.situation) && <Form action={stopRun.bind(null, company, run.run)} submit={t('run.stop')} kind="danger" inline />}
    {run.situation === 'finished' && run.outcome?.artifact && <ButtonLink href={`/${company}/training/models?sheet=register&run=${run.run}`}>{t('run.register')}</ButtonLink>}
    {run.endedAt !== null && <Form action={retryRun.bind(null, company, run.run)} submit={t('run.retry')} inline />}
  </>
);

/** The run that this one repeats, or the sweep that it is a trial of. */
export function Belongs({ company, run, t }: { company: string; run: RunView; t: Words }) {
  if (run.partOf === null && run.retries === null) return null;
  const base = `/${company}/training`;
  return (
    <p className="muted small">
      {run.partOf !== null && <a className="link" href={`${base}/sweeps/${run.partOf}`}>{t('run.partOf')}</a>}
      {run.retries !== null && <a className="link" href={`${base}/runs/${run.retries}`}>{t('run.retries')}</a>}
    </p>
  );
}
