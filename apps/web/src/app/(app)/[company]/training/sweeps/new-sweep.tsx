import { type DatasetView, type MachineView, type ModelKind, RunSpec, sweepable } from '@capstan/training';
import { NumberField, SelectField, Sheet, TextField } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words, type Words } from '../../../../../i18n/words.ts';
import { Form } from '../../../../../shell/form.tsx';
import { choosing } from '../choosing.tsx';
import { Label } from '../new-run.tsx';
import { startSweep } from './actions.ts';
import { AXES, sayPath } from './axes.ts';
import { Budget } from './budget.tsx';
import { SameInAll } from './same-in-all.tsx';

interface Props { company: string; dataset?: string; model?: string; machine: MachineView }

/** Dataset, model, what to search, how, and within which budget; the settings that all trials share stand last. */
export async function NewSweepSheet({ company, dataset: wanted, model: wish, machine }: Props) {
  const [t, training, app, f, { dataset, model, choices }] = await Promise.all([words('sweeps'), words('training'), words('app'), format(), choosing({ company, dataset: wanted, model: wish, learns: true })]);
  const close = `/${company}/training/sweeps`, { currency } = machine.machine.pricePerHour;
  return (
    <Sheet title={t('new')} closeHref={close} closeLabel={app('close')} wide>
      {choices('sweep', training)}
      <Form key={`${dataset.dataset} ${model}`} action={startSweep.bind(null, company, dataset.dataset, model, currency)} submit={t('start')}>
        <TextField name="name" label={training('run.name')} defaultValue={t('defaultName', { model: training(`models.${model}`), dataset: dataset.name })} required maxLength={110} />
        <Label dataset={dataset} t={training} />
        <Space dataset={dataset} model={model} t={t} training={training} />
        <Strategy t={t} />
        <Budget currency={currency} t={t} training={training} />
        <SameInAll title={t('common')} dataset={dataset} model={model} f={f} t={training} />
      </Form>
    </Sheet>
  );
}

const Row = ({ children }: { children: React.ReactNode }) => <div className="form-row">{children}</div>;

/** The settings to search, one a row; the first is the learning rate, which matters most. */
function Space({ dataset, model, t, training }: { dataset: DatasetView; model: ModelKind; t: Words; training: Words }) {
  const spec = RunSpec.parse({ dataset: { dataset: dataset.dataset, hash: dataset.hash, kind: dataset.kind }, model: { kind: model } });
  const paths = Object.keys(sweepable(spec)).map((path) => ({ value: path, label: sayPath(path, training) }));
  return (
    <fieldset className="stack">
      <legend>{t('space')}</legend>
      <p className="prose muted small">{t('spaceLead')}</p>
      {Array.from({ length: AXES }, (_, i) => (
        <Row key={i}>
          <SelectField name={`space.${i}.path`} label={t('axis.setting', { n: i + 1 })} options={[...(i === 0 ? [] : [{ value: '', label: t('axis.none') }]), ...paths]} defaultValue={i === 0 ? 'learningRate' : ''} />
          <SelectField name={`space.${i}.how`} label={t('axis.how')} options={['choices', 'linear', 'log'].map((value) => ({ value, label: t(`axis.${value}`) }))} defaultValue="choices" />
          <TextField name={`space.${i}.values`} label={t('axis.values')} hint={t('axis.valuesHint')} defaultValue={i === 0 ? t('axis.first') : ''} />
          <NumberField name={`space.${i}.points`} label={t('axis.points')} hint={t('axis.pointsHint')} />
        </Row>
      ))}
    </fieldset>
  );
}

const Strategy = ({ t }: { t: Words }) => (
  <Row>
    <SelectField name="strategy.kind" label={t('strategy')} hint={t('strategyHint')} options={['grid', 'random', 'halving'].map((value) => ({ value, label: t(`strategies.${value}`) }))} />
    <NumberField name="strategy.seed" label={t('seed')} hint={t('seedHint')} defaultValue="1" />
    <NumberField name="strategy.firstRung" label={t('firstRung')} hint={t('firstRungHint')} defaultValue="1" />
    <NumberField name="strategy.factor" label={t('factor')} hint={t('factorHint')} defaultValue="3" />
  </Row>
);
