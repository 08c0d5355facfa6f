import { accelerationOrders, type GrantDetail, terminationReasons } from '@capstan/capital';
import { DayField, NumberField, SelectField, TextAreaField } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { Form } from '../../../../../shell/form.tsx';
import { accelerateGrant, cancelGrant, meetCondition, terminateGrant } from './actions.ts';
import { Over } from './over.tsx';

const sheets = ['accelerate', 'terminate', 'cancel', 'meet'] as const;
type Ending = (typeof sheets)[number];
export const ending = (sheet: string): sheet is Ending => (sheets as readonly string[]).includes(sheet);

interface Props { company: string; back: string; today: string; grant: GrantDetail }

/** What changes the vesting of a grant, or ends it. */
export function EndingSheet({ sheet, condition, ...props }: Props & { sheet: Ending; condition: string | undefined }) {
  if (sheet === 'accelerate') return <Accelerate {...props} />;
  if (sheet === 'terminate') return <Terminate {...props} />;
  if (sheet === 'cancel') return <Cancel {...props} />;
  return condition === undefined ? null : <Meet {...props} condition={condition} />;
}

async function Accelerate({ company, back, today, grant }: Props) {
  const t = await words('vesting');
  const named = (values: readonly string[], key: string) => values.map((value) => ({ value, label: t(`${key}.${value}`) }));
  return (
    <Over title={t('accelerate.title', { name: grant.name })} back={back}>
      <Form action={accelerateGrant.bind(null, { company, grant: grant.grant })} submit={t('accelerate.record')} then={back}>
        <p className="muted">{t('accelerate.lead')}</p>
        <div className="form-row"><DayField name="acceleratedOn" label={t('accelerate.on')} defaultValue={today} max={today} required /><SelectField name="rule.kind" label={t('accelerate.how')} options={named(['all', 'part', 'months', 'shares'], 'accelerate.kinds')} /></div>
        <div className="form-row"><NumberField name="rule.part" unit="%" label={t('accelerate.part')} /><NumberField name="rule.months" label={t('accelerate.months')} /><NumberField name="rule.shares" label={t('accelerate.shares')} /></div>
        <SelectField name="order" label={t('accelerate.order')} options={named(accelerationOrders, 'accelerate.orders')} />
        <TextAreaField name="reason" label={t('accelerate.reason')} rows={2} />
      </Form>
    </Over>
  );
}

async function Terminate({ company, back, today, grant }: Props) {
  const t = await words('vesting');
  return (
    <Over title={t('terminate.title', { name: grant.name })} back={back}>
      <Form action={terminateGrant.bind(null, { company, grant: grant.grant })} submit={t('terminate.record')} kind="danger" then={back}>
        <p className="muted">{t('terminate.lead')}</p>
        <div className="form-row"><DayField name="lastDay" label={t('terminate.on')} defaultValue={today} max={today} required /><SelectField name="reason" label={t('terminate.reason')} options={terminationReasons.map((value) => ({ value, label: t(`terminate.reasons.${value}`) }))} /></div>
        {grant.kind !== 'rsu' && <DayField name="exercisableUntil" label={t('terminate.until')} hint={t('terminate.untilHint')} />}
        <h3>{t('terminate.double')}</h3>
        <p className="muted">{t('terminate.doubleLead')}</p>
        <div className="form-row"><DayField name="acceleration.changeOfControlOn" label={t('terminate.control')} hint={t('terminate.controlHint')} max={today} /><NumberField name="acceleration.withinMonths" label={t('terminate.within')} defaultValue="12" /><NumberField name="acceleration.rule.part" unit="%" label={t('terminate.part')} defaultValue="100" /></div>
      </Form>
    </Over>
  );
}

async function Cancel({ company, back, today, grant }: Props) {
  const [t, f] = await Promise.all([words('vesting'), format()]);
  return (
    <Over title={t('cancel.title', { name: grant.name })} back={back}>
      <Form action={cancelGrant.bind(null, { company, grant: grant.grant })} submit={t('cancel.record')} kind="danger" then={back}>
        <p className="muted">{t('cancel.lead', { shares: f.number(grant.outstanding) })}</p>
        <DayField name="cancelledOn" label={t('cancel.on')} defaultValue={today} max={today} required />
        <TextAreaField name="reason" label={t('cancel.reason')} rows={2} required />
      </Form>
    </Over>
  );
}

async function Meet({ company, back, today, grant, condition }: Props & { condition: string }) {
  const t = await words('vesting');
  const asked = grant.conditions.find((c) => c.id === condition);
  return (
    <Over title={t('meet.title', { condition: asked?.description ?? condition })} back={back}>
      <Form action={meetCondition.bind(null, { company, grant: grant.grant }, condition)} submit={t('meet.record')} then={back}>
        <DayField name="metOn" label={t('meet.on')} defaultValue={today} max={today} required />
      </Form>
    </Over>
  );
}
