import { type DatasetView, type Knob, knobs } from '@capstan/training';
import { type Formatters, NumberField, SelectField } from '@capstan/ui';
import type { Words } from '../../../../i18n/words.ts';
import { Knobs, sayLimits } from './knob-fields.tsx';

interface Props { dataset: DatasetView; f: Formatters; t: Words }

/** How the model learns: each choice, then the settings that only some of its kinds have. Empty takes the default. */
export function Advanced({ dataset, f, t }: Props) {
  const { seed, validationShare, warmup } = knobs.run;
  const kinds = (name: string, all: readonly string[]) => all.map((value) => ({ value, label: t(`${name}.${value}`) }));
  const setting = (path: string, knob: Knob) => {
    const name = path.split('.').at(-1)!;
    return <NumberField key={path} name={path} label={t(`knobs.${name}`)} hint={`${t(`only.${name}`)} ${sayLimits(f, t, name, knob)}`} />;
  };
  return (
    <details className="stack">
      <summary>{t('run.advanced')}</summary>
      <div className="form">
        <Knobs group={{ seed, validationShare, warmup }} prefix="" f={f} t={t} />
        <div className="form-row">
          <SelectField name="optimiser.kind" label={t('run.optimiser')} options={kinds('optimisers', ['adam', 'adamw', 'sgd'])} />
          {setting('optimiser.momentum', knobs.sgd.momentum)}
          {setting('optimiser.weightDecay', knobs.adamw.weightDecay)}
        </div>
        <div className="form-row">
          <SelectField name="schedule.kind" label={t('run.schedule')} options={kinds('schedules', ['constant', 'step', 'cosine'])} />
          {setting('schedule.every', knobs.step.every)}
          {setting('schedule.factor', knobs.step.factor)}
          {setting('schedule.floor', knobs.cosine.floor)}
        </div>
        {dataset.kind === 'table' && (
          <div className="form-row">
            <SelectField name="loss.kind" label={t('run.loss')} options={kinds('losses', ['usual', 'cross-entropy', 'mean-squared-error', 'huber'])} />
            {setting('loss.delta', knobs.huber.delta)}
          </div>
        )}
        <div className="form-row">
          <NumberField name="clip" label={t('knobs.clip')} hint={t('knobs.clipHint')} />
          <NumberField name="patience" label={t('knobs.patience')} hint={t('knobs.patienceHint')} />
        </div>
      </div>
    </details>
  );
}
