import type { Machine } from '@capstan/training';
import { MoneyField, NumberField, plain, Sheet, TextField } from '@capstan/ui';
import { words } from '../../../../i18n/words.ts';
import { Form } from '../../../../shell/form.tsx';
import { priceMachine } from './actions.ts';

/** Price and power of the machine that trains. */
export async function MachineSheet({ company, machine }: { company: string; machine: Machine }) {
  const [t, app] = await Promise.all([words('training'), words('app')]);
  const close = `/${company}/training`;
  const { pricePerHour, watts, pue, grid } = machine;
  return (
    <Sheet title={t('machine.title')} closeHref={close} closeLabel={app('close')}>
      <p className="prose muted">{t('machine.lead')}</p>
      <Form action={priceMachine.bind(null, company, pricePerHour.currency)} submit={app('save')} then={close}>
        <MoneyField name="pricePerHour.amount" currency={pricePerHour.currency} label={t('machine.price')} hint={t('machine.priceHint')} defaultValue={plain(pricePerHour)} required />
        <NumberField name="watts" unit="W" label={t('machine.power')} hint={t('machine.powerHint')} defaultValue={watts} required />
        <NumberField name="pue" label={t('machine.pue')} hint={t('machine.pueHint')} defaultValue={pue} required />
        <NumberField name="grid.gramsPerKwh" unit={t('machine.gridUnit')} label={t('machine.grid')} hint={t('machine.gridHint')} defaultValue={grid?.gramsPerKwh} />
        <TextField name="grid.source" label={t('machine.gridSource')} hint={t('machine.gridSourceHint')} defaultValue={grid?.source} />
      </Form>
    </Sheet>
  );
}
