import type { RunRow } from '@capstan/training';
import { Badge, type Tone } from '@capstan/ui';
import type { Words } from '../../../../i18n/words.ts';

export const tones: Readonly<Record<RunRow['situation'], Tone>> = { queued: 'plain', leased: 'plain', running: 'plan', pausing: 'warn', paused: 'plain', stopping: 'warn', finished: 'good', stopped: 'plain', failed: 'bad', lost: 'bad' };

/** A run whose lease ran out is waiting for the next trainer, whatever it was doing. */
export const isSilent = ({ leaseUntil, endedAt }: Pick<RunRow, 'leaseUntil' | 'endedAt'>, now = Date.now()): boolean => endedAt === null && leaseUntil !== null && Date.parse(leaseUntil) < now;

/** Where a run stands, in a word. */
export const Situation = ({ run, t }: { run: RunRow; t: Words }) =>
  isSilent(run) ? <Badge tone="warn">{t('situations.silent')}</Badge> : <Badge tone={tones[run.situation]}>{t(`situations.${run.situation}`)}</Badge>;
