import { type CandidateView, type CriterionView, decisionsApi, type EvidenceOffer } from '@capstan/decisions';
import { ButtonLink, MoneyField, NumberField, SelectField, Sheet, Tabs, TextAreaField } from '@capstan/ui';
import { api } from '../../../../../api/read.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words, type Words } from '../../../../../i18n/words.ts';
import { Form } from '../../../../../shell/form.tsx';
import { bindEvidence, clearScore, giveScore } from '../score-actions.ts';
import { criterionName } from '../say.ts';
import type { SheetProps } from './sheets.tsx';

type Props = SheetProps & { candidate: CandidateView; criterion: CriterionView; by?: string };

/** One score: given by hand with a reason, or bound to evidence. */
export async function ScoreSheet({ company, detail, close, candidate, criterion, by }: Props) {
  const [t, app, f] = await Promise.all([words('decisions'), words('app'), format()]);
  const at = { company, selection: detail.selection, candidate: candidate.candidate, criterion: criterion.criterion };
  const cell = detail.cells.find((c) => c.candidate === at.candidate && c.criterion === at.criterion)!;
  const way = by ?? (cell.evidence || (criterion.scale && !cell.reason) ? 'evidence' : 'hand');
  const here = `?sheet=score&candidate=${at.candidate}&criterion=${at.criterion}`;
  return (
    <Sheet title={t('score.title', { candidate: candidate.name, criterion: criterionName(t, criterion) })} closeHref={close} closeLabel={app('close')}>
      <p className="muted num">{t('score.current', { score: cell.score === null ? t('cell.unknown') : f.number(cell.score, 1) })}{cell.missing && ` · ${t(`missing.${cell.missing}`)}`}</p>
      <Tabs label={t('matrix.score')} tabs={['hand', 'evidence'].map((one) => ({ href: `${here}&by=${one}`, label: t(`score.${one}`), current: way === one }))} />
      {way === 'hand' ? (
        <Form action={giveScore.bind(null, at)} submit={t('score.give')} then={close}>
          <NumberField name="score" label={t('score.score')} defaultValue={cell.evidence ? undefined : cell.score ?? undefined} required />
          <TextAreaField name="reason" label={t('score.reason')} defaultValue={cell.reason ?? undefined} required />
        </Form>
      ) : <Evidence {...{ company, detail, close, candidate, criterion, t, at }} />}
      {cell.missing !== 'not-scored' && <div className="rule pt-4"><Form action={clearScore.bind(null, at)} submit={t('score.clear')} kind="danger" then={close} /></div>}
    </Sheet>
  );
}

type EvidenceProps = Props & { t: Words; at: { company: string; selection: string; candidate: string; criterion: string } };

async function Evidence({ company, detail, close, criterion, t, at }: EvidenceProps) {
  const { scale } = criterion;
  if (!scale) return <div className="stack"><p>{t('score.needsScale')}</p><ButtonLink href={`?sheet=criterion&criterion=${criterion.criterion}`}>{t('score.setScale')}</ButtonLink></div>;
  const offer = await api(decisionsApi.evidence, { params: { company } });
  const kinds = ({ fraction: ['run-accuracy', 'gpu-budget', 'model'], money: ['run-cost', 'model'], count: ['run-accuracy', 'model'], months: [] } as const)[scale.measure]
    .filter((kind) => kind !== 'model' || detail.kind === 'business-model');
  if (kinds.length === 0) return <p>{t('score.unusable', { measure: t(`measures.${scale.measure}`) })}</p>;
  const nothing = { 'run-accuracy': offer.runs.length === 0 && t('score.noRuns'), 'run-cost': offer.runs.length === 0 && t('score.noRuns'), 'gpu-budget': offer.budgets.length === 0 && t('score.noBudget'), model: false as const };
  return <>{kinds.map((kind) => (
    <section key={kind} className="stack rule pt-3">
      <h3>{t(`evidenceKinds.${kind}`)}</h3>
      {nothing[kind] ? <p className="muted">{nothing[kind]}</p> : <Form action={bindEvidence.bind(null, at, kind, detail.currency)} submit={t('score.bind')} kind="plain" then={close}>
        {kind === 'run-accuracy' ? <Quality offer={offer} measure={scale.measure} t={t} /> : kind === 'run-cost' ? <Cost offer={offer} t={t} /> : kind === 'gpu-budget' ? <Budget offer={offer} currency={detail.currency} t={t} /> : <Model measure={scale.measure} t={t} />}
      </Form>}
    </section>
  ))}</>;
}

const runOptions = (offer: EvidenceOffer, t: Words) => offer.runs.map((r) => ({ value: r.run, label: [r.name, r.model, ...(r.synthetic ? [t('score.synthetic')] : [])].join(' · ') }));
const option = (t: Words, kind: string) => (value: string) => ({ value, label: t(`${kind}.${value}`) });

function Quality({ offer, measure, t }: { offer: EvidenceOffer; measure: string; t: Words }) {
  const metrics = measure === 'count' ? ['perplexity'] : ['accuracy', 'f1', 'precision', 'recall'];
  return <div className="form-row"><SelectField name="run" label={t('score.run')} options={runOptions(offer, t)} /><SelectField name="metric" label={t('score.metric')} options={metrics.map(option(t, 'metricNames'))} /></div>;
}

async function Cost({ offer, t }: { offer: EvidenceOffer; t: Words }) {
  const f = await format();
  const flops = offer.runs[0]?.flops;
  return (
    <>
      <div className="form-row"><SelectField name="run" label={t('score.run')} options={runOptions(offer, t)} /><SelectField name="convention" label={t('score.scaling')} options={['linear-in-flops', 'linear-in-seconds', 'linear-in-tokens', 'as-run'].map(option(t, 'scalings'))} /></div>
      <div className="form-row">
        <NumberField name="flops" label={t('score.flops')} hint={flops ? `${t('score.run')}: ${f.compact(flops)}` : undefined} />
        <NumberField name="hours" label={t('score.seconds')} />
      </div>
      <div className="form-row"><NumberField name="tokens" label={t('score.tokens')} /><NumberField name="pilotTokens" label={t('score.pilotTokens')} /></div>
    </>
  );
}

async function Budget({ offer, currency, t }: { offer: EvidenceOffer; currency: string; t: Words }) {
  const f = await format();
  return <div className="form-row"><SelectField name="month" label={t('score.month')} options={offer.budgets.toReversed().map((b) => ({ value: b.month, label: `${f.month(b.month)} · ${f.amount(b.amount)}` }))} /><MoneyField name="monthly" currency={currency} label={t('score.monthly')} required /></div>;
}

function Model({ measure, t }: { measure: string; t: Words }) {
  const figures = measure === 'fraction' ? ['gross-margin'] : measure === 'count' ? ['break-even-volume'] : ['monthly-effect'];
  return <SelectField name="figure" label={t('score.figure')} options={figures.map(option(t, 'modelFigures'))} />;
}
