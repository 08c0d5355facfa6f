import type { RunView } from '@capstan/training';
import { Amount, type Formatters, NumberText } from '@capstan/ui';
import type { Words } from '../../../../../../i18n/words.ts';
import { PreparationFacts } from './preparation-facts.tsx';

/** Every setting of the run, so that it can be repeated. */
export function SpecFacts({ run, f, t }: { run: RunView; f: Formatters; t: Words }) {
  const { model, optimiser, schedule, loss, epochs, batchSize, learningRate, warmup, clip, seed, validationShare, patience, dataset } = run.spec;
  const { kind: _, ...modelSettings } = model;
  const [{ kind: optimiserKind, ...optimiserSettings }, { kind: scheduleKind, ...scheduleSettings }, { kind: lossKind, ...lossSettings }] = [optimiser, schedule, loss];
  const settings = model.kind === 'baseline' ? { validationShare, seed } : { ...modelSettings, epochs, batchSize, learningRate, warmup, validationShare, seed, patience, clip, ...optimiserSettings, ...scheduleSettings, ...lossSettings };
  return (
    <dl className="facts">
      <dt>{t('run.model')}</dt><dd>{t(`models.${model.kind}`)}{model.kind === 'baseline' && ` · ${t(`rules.${model.rule}`)}`}</dd>
      <dt>{t('run.dataset')}</dt><dd>{run.datasetName}{dataset.label && ` · ${t('spec.label', { label: dataset.label })}`}</dd>
      <dt>{t('spec.hash')}</dt><dd><code className="num" data-copy={dataset.hash} title={dataset.hash}>{dataset.hash.slice(0, 12)}…</code></dd>
      {model.kind !== 'baseline' && <><dt>{t('run.optimiser')}</dt><dd>{t(`optimisers.${optimiserKind}`)} · {t(`schedules.${scheduleKind}`)}</dd><dt>{t('run.loss')}</dt><dd>{t(`losses.${lossKind}`)}</dd></>}
      {Object.entries(settings).map(([name, value]) => typeof value === 'number' && (name !== 'sequence' || dataset.kind === 'text' || dataset.kind === 'documents') && <Setting key={name} name={t(`knobs.${name}`)} value={value} f={f} />)}
      <PreparationFacts data={run.spec.data} kind={dataset.kind} t={t} />
      {run.parameters !== null && <><dt>{t('spec.parameters')}</dt><dd><NumberText value={run.parameters} f={f} /></dd></>}
      <dt>{t('machine.price')}</dt><dd><Amount money={run.machine.pricePerHour} f={f} as="exact" /></dd>
    </dl>
  );
}

const Setting = ({ name, value, f }: { name: string; value: number; f: Formatters }) => (
  <><dt>{name}</dt><dd className="num">{Number.isInteger(value) ? f.number(value) : String(value)}</dd></>
);
