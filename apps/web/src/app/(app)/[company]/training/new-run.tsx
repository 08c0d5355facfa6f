import { type DatasetView, fits, knobs, type MachineView, type ModelKind } from '@capstan/training';
import { MoneyField, SelectField, Sheet, TextField } from '@capstan/ui';
import { format } from '../../../../i18n/locale.ts';
import { words, type Words } from '../../../../i18n/words.ts';
import { Form } from '../../../../shell/form.tsx';
import { estimateRun, requestRun } from './actions.ts';
import { Advanced } from './advanced.tsx';
import { choosing } from './choosing.tsx';
import { Estimate } from './estimate.tsx';
import { Knobs } from './knob-fields.tsx';
import { Preparation } from './preparation.tsx';

interface Props { company: string; dataset?: string; model?: string; machine: MachineView }

/** Dataset, then a model that fits it, then its settings; what it will take is said before it starts. */
export async function NewRunSheet({ company, dataset: wanted, model: wish, machine }: Props) {
  const [t, app, f, { dataset, model, choices }] = await Promise.all([words('training'), words('app'), format(), choosing({ company, dataset: wanted, model: wish })]);
  const close = `/${company}/training`, { currency } = machine.machine.pricePerHour;
  return (
    <Sheet title={t('run.new')} closeHref={close} closeLabel={app('close')} wide>
      {choices('run', t)}
      <p className="prose muted small">{t(`modelNotes.${model}`)}</p>
      <Form key={`${dataset.dataset} ${model}`} action={requestRun.bind(null, company, dataset.dataset, model, currency)} submit={t('run.start')}
        aside={<Estimate ask={estimateRun.bind(null, company, dataset.dataset, model)} label={t('estimate.title')} />}>
        <TextField name="name" label={t('run.name')} defaultValue={t('run.defaultName', { model: t(`models.${model}`), dataset: dataset.name })} required maxLength={120} />
        <Label dataset={dataset} t={t} />
        <ModelSettings dataset={dataset} model={model} f={f} t={t} />
        <Preparation dataset={dataset} model={model} f={f} t={t} />
        {model !== 'baseline' && <Advanced dataset={dataset} f={f} t={t} />}
        <MoneyField name="costCap.amount" currency={currency} label={t('run.costCap')} hint={t('run.costCapHint')} />
      </Form>
    </Sheet>
  );
}

/** A table's column to predict; the last one unless said otherwise. */
export const Label = ({ dataset, t }: { dataset: DatasetView; t: Words }) =>
  dataset.columns && <SelectField name="dataset.label" label={t('run.label')} hint={t('run.labelHint')} defaultValue={dataset.columns.at(-1)} options={dataset.columns.map((c) => ({ value: c, label: c }))} />;

type Said = { f: Awaited<ReturnType<typeof format>>; t: Words };
export function ModelSettings({ dataset, model, f, t }: { dataset: DatasetView; model: ModelKind } & Said) {
  if (model === 'baseline') return <SelectField name="model.rule" label={t('run.rule')} options={fits[dataset.kind].rules.map((rule) => ({ value: rule, label: t(`rules.${rule}`) }))} />;
  // Only texts are cut into windows.
  const { sequence, ...always } = { sequence: undefined, ...knobs[model] };
  const shown = (dataset.kind === 'text' || dataset.kind === 'documents') && sequence ? { ...always, sequence } : always;
  const { epochs, batchSize, learningRate } = knobs.run;
  return <><Knobs group={shown} prefix="model." f={f} t={t} /><Knobs group={{ epochs, batchSize, learningRate }} prefix="" f={f} t={t} /></>;
}
