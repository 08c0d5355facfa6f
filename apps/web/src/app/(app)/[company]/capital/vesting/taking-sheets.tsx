import type { GrantDetail } from '@capstan/capital';
import { DayField, MoneyField, NumberField } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { Form } from '../../../../../shell/form.tsx';
import { exerciseGrant, releaseUnits } from './actions.ts';
import { Over } from './over.tsx';

const sheets = ['exercise', 'release'] as const;
type Taking = (typeof sheets)[number];
export const taking = (sheet: string): sheet is Taking => (sheets as readonly string[]).includes(sheet);

/** Options become shares, or units do. */
export async function TakingSheet({ company, back, today, grant, currency, sheet }: { company: string; back: string; today: string; grant: GrantDetail; currency: string; sheet: Taking }) {
  const [t, f] = await Promise.all([words('vesting'), format()]);
  const at = { company, grant: grant.grant };
  const most = <p className="muted">{t(`${sheet}.most`, { available: f.number(grant.available) })}</p>;
  const shares = <NumberField name="shares" label={t('make.shares')} defaultValue={grant.available > 0 ? f.number(grant.available) : undefined} required />;
  return (
    <Over title={t(`${sheet}.title`, { name: grant.name })} back={back}>
      {sheet === 'exercise'
        ? <Form action={exerciseGrant.bind(null, at, currency)} submit={t('exercise.record')} then={back}>
            {most}
            <div className="form-row">{shares}<DayField name="exercisedOn" label={t('exercise.on')} defaultValue={today} max={today} required /></div>
            <MoneyField name="paid" currency={currency} label={t('exercise.paid')} hint={t('exercise.paidHint')} />
          </Form>
        : <Form action={releaseUnits.bind(null, at)} submit={t('release.record')} then={back}>
            {most}
            <div className="form-row">{shares}<DayField name="releasedOn" label={t('release.on')} defaultValue={today} max={today} required /></div>
          </Form>}
    </Over>
  );
}
