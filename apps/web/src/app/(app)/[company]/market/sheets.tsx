import type { RevenueLine } from '@capstan/market';
import { type Money, minorDigits } from '@capstan/kernel';
import { ButtonLink, MonthField, NumberField, SelectField, Sheet, TextAreaField } from '@capstan/ui';
import { words, type Words } from '../../../../i18n/words.ts';
import { Form } from '../../../../shell/form.tsx';
import { correctRevenue, recordRevenue, withdrawRevenue } from './actions.ts';

interface Props { company: string; sheet: string; currency: string; line: RevenueLine | undefined }

/** Record a month, correct it, withdraw it. */
export async function MarketSheet({ company, sheet, currency, line }: Props) {
  const [t, app] = await Promise.all([words('market'), words('app')]);
  const close = `/${company}/market`;
  if (sheet !== 'record' && !line) return null;
  const used = line?.amount.currency ?? currency;
  const action = sheet === 'record' ? recordRevenue.bind(null, company, used) : sheet === 'correct' ? correctRevenue.bind(null, company, line!.revenue, used) : withdrawRevenue.bind(null, company, line!.revenue);
  return (
    <Sheet title={t(`sheets.${sheet}.title`)} closeHref={close} closeLabel={app('close')}>
      <Form action={action} submit={t(`sheets.${sheet}.submit`)} then={close} kind={sheet === 'withdraw' ? 'danger' : undefined} aside={sheet === 'correct' && <ButtonLink href={`?sheet=withdraw&id=${line!.revenue}`} kind="quiet">{t('sheets.withdraw.open')}</ButtonLink>}>
        {sheet !== 'withdraw' && <RevenueFields t={t} currency={used} line={sheet === 'correct' ? line : undefined} />}
        {sheet !== 'record' && <TextAreaField name="reason" label={t('fields.reason')} required />}
      </Form>
    </Sheet>
  );
}

const typed = (money: Money | null | undefined): string | undefined => (money ? (money.amount / 10 ** minorDigits(money.currency)).toFixed(minorDigits(money.currency)) : undefined);
const count = (n: number | null | undefined): string | undefined => (typeof n === 'number' ? String(n) : undefined);

const RevenueFields = ({ t, currency, line }: { t: Words; currency: string; line: RevenueLine | undefined }) => (
  <>
    <div className="form-row"><MonthField name="month" label={t('fields.month')} defaultValue={line?.month} required /><SelectField name="kind" label={t('fields.kind')} defaultValue={line && !line.recurring ? 'one-off' : 'recurring'} options={[{ value: 'recurring', label: t('recurring') }, { value: 'one-off', label: t('oneOff') }]} /></div>
    <NumberField name="amount" unit={currency} label={t('fields.amount')} defaultValue={typed(line?.amount)} required />
    <div className="form-row"><NumberField name="customers" label={t('fields.customers')} defaultValue={count(line?.customers)} hint={t('fields.optional')} /><NumberField name="newCustomers" label={t('fields.newCustomers')} defaultValue={count(line?.newCustomers)} /><NumberField name="churned" label={t('fields.churned')} defaultValue={count(line?.churned)} /></div>
    <NumberField name="acquisition" unit={currency} label={t('fields.acquisition')} defaultValue={typed(line?.acquisition)} hint={t('fields.optional')} />
    <NumberField name="costOfRevenue" unit={currency} label={t('fields.costOfRevenue')} defaultValue={typed(line?.costOfRevenue)} />
  </>
);
