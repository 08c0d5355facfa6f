import type { MachineView } from '@capstan/training';
import { NumberField, Sheet, TextField } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { Form } from '../../../../../shell/form.tsx';
import { choosing } from '../choosing.tsx';
import { Label } from '../new-run.tsx';
import { startStudy } from './actions.ts';
import { Budget } from './budget.tsx';
import { sayPath } from './axes.ts';
import { widthOf } from './family.ts';
import { SameInAll } from './same-in-all.tsx';

interface Props { company: string; dataset?: string; model?: string; machine: MachineView }

/** A family of sizes of one model, each trained on growing shares of the data. */
export async function NewStudySheet({ company, dataset: wanted, model: wish, machine }: Props) {
  const [t, training, app, f, { dataset, model, choices }] = await Promise.all([words('sweeps'), words('training'), words('app'), format(), choosing({ company, dataset: wanted, model: wish, learns: true })]);
  const close = `/${company}/training/sweeps`, { currency } = machine.machine.pricePerHour;
  return (
    <Sheet title={t('scaling.new')} closeHref={close} closeLabel={app('close')} wide>
      <p className="prose muted">{t('scaling.lead')}</p>
      {choices('scaling', training)}
      <Form key={`${dataset.dataset} ${model}`} action={startStudy.bind(null, company, dataset.dataset, model, currency)} submit={t('scaling.start')}>
        <TextField name="name" label={training('run.name')} defaultValue={t('scaling.defaultName', { model: training(`models.${model}`), dataset: dataset.name })} required maxLength={110} />
        <Label dataset={dataset} t={training} />
        <div className="form-row">
          <TextField name="sizes" label={t('scaling.sizes', { setting: sayPath(widthOf(model), training) })} hint={t('scaling.sizesHint')} defaultValue="8 16 32 64" required />
          <NumberField name="layers" label={t('scaling.layers')} hint={t('scaling.layersHint')} />
          <TextField name="shares" label={t('scaling.shares')} hint={t('scaling.sharesHint')} defaultValue={t('scaling.firstShares')} required />
        </div>
        <Budget currency={currency} t={t} training={training} />
        <SameInAll title={t('common')} dataset={dataset} model={model} f={f} t={training} />
      </Form>
    </Sheet>
  );
}
