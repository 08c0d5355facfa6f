import type { SweepSituation } from '@capstan/training';
import { Badge, type Tone } from '@capstan/ui';
import type { Words } from '../../../../../i18n/words.ts';

const tones: Readonly<Record<SweepSituation, Tone>> = { running: 'plan', done: 'good', stopped: 'plain', 'cost-budget': 'warn' };

/** Where a sweep stands, in a word. */
export const SweepBadge = ({ situation, t }: { situation: SweepSituation; t: Words }) => <Badge tone={tones[situation]}>{t(`situations.${situation}`)}</Badge>;
