import type { SelectionDetail } from '@capstan/decisions';
import { Banner } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { criterionName, measured } from '../say.ts';

/** Says when today's evidence would choose another candidate, and by which scores. */
export async function DriftNotice({ detail }: { detail: SelectionDetail }) {
  const [t, f] = await Promise.all([words('decisions'), format()]);
  const { drift, decision, currency } = detail;
  if (!drift || !decision) return null;
  const nameOf = (candidate: string) => detail.candidates.find((c) => c.candidate === candidate)?.name ?? candidate;
  if (drift.kind === 'stands') return <p className="muted small">{t('drift.stands')}</p>;
  const sentence = drift.kind === 'another-wins'
    ? t('drift.another-wins', { now: nameOf(drift.candidate), total: f.number(drift.total, 2), chosen: decision.chosenName, chosenTotal: f.number(drift.chosenTotal, 2) })
    : t('drift.evidence-gone', { chosen: decision.chosenName });
  const because = drift.moved.map((m) => {
    const criterion = detail.criteria.find((c) => c.criterion === m.criterion);
    const say = (score: number | null, value: number | null) => (value === null ? f.number(score, 1) : measured(f, criterion?.scale?.measure, value, currency));
    return t('drift.because', { candidate: nameOf(m.candidate), criterion: criterion ? criterionName(t, criterion) : m.criterion, was: say(m.was, m.valueWas), is: say(m.is, m.valueIs) });
  });
  return <Banner tone="warn">{sentence}<ul>{because.map((line) => <li key={line}>{line}</li>)}</ul></Banner>;
}
