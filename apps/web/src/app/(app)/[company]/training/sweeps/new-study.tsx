import { fits, type MachineView, type ModelKind, trainingApi } from '@capstan/training';
import { NumberField, Sheet, TextField } from '@capstan/ui';
import { api } from '../../../../../api/read.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { Form } from '../../../../../shell/form.tsx';
import { Advanced } from '../advanced.tsx';
import { Choice, Label, ModelSettings } from '../new-run.tsx';
import { Preparation } from '../preparation.tsx';
import { startStudy } from './actions.ts';
import { Budget } from './budget.tsx';
import { sayPath } from './axes.ts';
import { widthOf } from './family.ts';

interface Props { company: string; dataset?: string; model?: string; machine: MachineView }

/** A family of sizes of one model, each trained on growing shares of the data. */
export async function NewStudySheet({ company, dataset: wanted, model: wish, machine }: Props) {
  const [t, training, app, f, datasets] = await Promise.all([words('sweeps'), words('training'), words('app'), format(), api(trainingApi.datasets, { params: { company } })]);
  const dataset = datasets.find((one) => one.dataset === wanted) ?? datasets[0]!;
  const models = (fits[dataset.kind].models as readonly ModelKind[]).filter((kind) => kind !== 'baseline');
  const model = models.find((kind) => kind === wish) ?? models[0]!;
  const close = `/${company}/training/sweeps`, { currency } = machine.machine.pricePerHour;
  const choose = (d: string, m: string) => `?sheet=scaling&dataset=${d}&model=${m}`;
  return (
    <Sheet title={t('scaling.new')} closeHref={close} closeLabel={app('close')} wide>
      <p className="prose muted">{t('scaling.lead')}</p>
      <Choice label={training('run.dataset')} options={datasets.map((one) => ({ href: choose(one.dataset, model), label: one.name, current: one === dataset }))} />
      <Choice label={training('run.model')} options={models.map((kind) => ({ href: choose(dataset.dataset, kind), label: training(`models.${kind}`), current: kind === model }))} />
      <Form key={`${dataset.dataset} ${model}`} action={startStudy.bind(null, company, dataset.dataset, model, currency)} submit={t('scaling.start')}>
        <TextField name="name" label={training('run.name')} defaultValue={t('scaling.defaultName', { model: training(`models.${model}`), dataset: dataset.name })} required maxLength={110} />
        <Label dataset={dataset} t={training} />
        <div className="form-row">
          <TextField name="sizes" label={t('scaling.sizes', { setting: sayPath(widthOf(model), training) })} hint={t('scaling.sizesHint')} defaultValue="8 16 32 64" required />
          <NumberField name="layers" label={t('scaling.layers')} hint={t('scaling.layersHint')} />
          <TextField name="shares" label={t('scaling.shares')} hint={t('scaling.sharesHint')} defaultValue={t('scaling.firstShares')} required />
        </div>
        <Budget currency={currency} t={t} training={training} />
        <details className="stack"><summary>{t('common')}</summary>
          <div className="form">
            <ModelSettings dataset={dataset} model={model} f={f} t={training} />
            <Preparation dataset={dataset} model={model} f={f} t={training} />
            <Advanced dataset={dataset} f={f} t={training} />
          </div>
        </details>
      </Form>
    </Sheet>
  );
}
