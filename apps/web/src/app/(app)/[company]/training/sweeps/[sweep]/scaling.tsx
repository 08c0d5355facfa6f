import type { Larger, ScalingOutcome, ScalingStudy } from '@capstan/training';
import { Amount, Banner, type Formatters, NumberText, Scatter, Section, Table } from '@capstan/ui';
import { chartWords } from '../../../../../../i18n/chart-words.ts';
import type { Words } from '../../../../../../i18n/words.ts';
import { sayFlops } from '../../figures.tsx';

interface Props { study: ScalingStudy; f: Formatters; t: Words; training: Words }

/** The law a study found with its points, and what larger models would take; or why there is no law. */
export async function Scaling({ study, f, t, training }: Props) {
  const chart = await chartWords(), unit = t(`scaling.units.${study.unit}`);
  return (
    <>
      <Section title={t('scaling.law')} lead={t('scaling.lawLead', { unit })}>
        {study.fit.kind === 'fitted' ? <Law fit={study.fit} f={f} t={t} /> : <Banner tone="warn">{refusalOf(study.fit, f, t)}</Banner>}
        {study.points.length > 1 && (
          <Scatter title={t('scaling.points')} words={chart} logX points={study.points.map((p) => ({ name: p.name, x: p.flops, y: p.loss }))} say={{ x: (v) => sayFlops(v, f), y: (v) => f.number(v, 3) }}
            names={{ name: training('run.name'), x: training('estimate.flops'), y: t('value') }} />
        )}
        <Points study={study} f={f} t={t} training={training} />
      </Section>
      {study.ahead.length > 0 && <Section title={t('scaling.ahead')} lead={t('scaling.aheadLead', { each: f.number(study.flopsEach, 1), pace: sayFlops(study.flopsPerSecond, f), unit })}><Ahead ahead={study.ahead} unit={unit} f={f} t={t} training={training} /></Section>}
    </>
  );
}

function refusalOf(fit: Exclude<ScalingOutcome, { kind: 'fitted' }>, f: Formatters, t: Words): string {
  if (fit.kind === 'not-falling') return t('scaling.none.not-falling');
  if (fit.kind === 'not-steady') return t('scaling.none.not-steady', { error: f.percent(fit.error) });
  return fit.kind === 'too-few' ? t('scaling.none.too-few', { found: fit.found, needed: fit.needed }) : t(`scaling.none.${fit.of}`, { sizes: fit.sizes, spread: f.number(fit.spread, 1) });
}

/** The five numbers, each with its interval. */
function Law({ fit, f, t }: { fit: Extract<ScalingOutcome, { kind: 'fitted' }>; f: Formatters; t: Words }) {
  const say = (value: number) => (Math.abs(value) >= 1e5 ? value.toExponential(2) : f.number(value, Math.abs(value) < 100 ? 3 : 0));
  const rows = (['E', 'A', 'alpha', 'B', 'beta'] as const).map((name) => ({ name, value: fit.law[name], low: fit.low[name], high: fit.high[name] }));
  return (
    <>
      <p className="formula num">{t('scaling.formula')}</p>
      <Table caption={t('scaling.law')} rows={rows} rowKey={(r) => r.name}
        columns={[
          { key: 'name', header: t('scaling.number'), cell: (r) => t(`scaling.numbers.${r.name}`) },
          { key: 'value', header: t('scaling.fitted'), align: 'right', cell: (r) => <span className="num">{say(r.value)}</span> },
          { key: 'between', header: t('scaling.between'), align: 'right', cell: (r) => <span className="num muted">{say(r.low)} – {say(r.high)}</span> },
        ]} />
      <p className="muted small">{t('scaling.error', { error: f.percent(fit.error) })}</p>
    </>
  );
}

const Points = ({ study, f, t, training }: Props) => (
  <Table caption={t('scaling.points')} rows={study.points} rowKey={(p) => p.run}
    columns={[
      { key: 'name', header: training('run.name'), cell: (p) => p.name },
      { key: 'parameters', header: training('spec.parameters'), align: 'right', cell: (p) => <NumberText value={p.parameters} f={f} /> },
      { key: 'learned', header: t('scaling.learned', { unit: t(`scaling.units.${study.unit}`) }), align: 'right', cell: (p) => <NumberText value={p.learned} f={f} digits={0} /> },
      { key: 'flops', header: training('estimate.flops'), align: 'right', cell: (p) => <span className="num">{sayFlops(p.flops, f)}</span> },
      { key: 'loss', header: t('value'), align: 'right', cell: (p) => <NumberText value={p.loss} f={f} digits={4} /> },
      { key: 'predicted', header: t('scaling.predicted'), align: 'right', cell: (p) => <NumberText value={p.predicted} f={f} digits={4} /> },
    ]} />
);

const Ahead = ({ ahead, unit, f, t, training }: { ahead: Larger[]; unit: string } & Omit<Props, 'study'>) => (
  <Table caption={t('scaling.ahead')} rows={ahead} rowKey={(r) => String(r.times)}
    columns={[
      { key: 'times', header: t('scaling.times'), cell: (r) => t('scaling.timesOf', { times: f.number(r.times) }) },
      { key: 'flops', header: training('estimate.flops'), align: 'right', cell: (r) => <span className="num">{sayFlops(r.flops, f)}</span> },
      { key: 'parameters', header: training('spec.parameters'), align: 'right', cell: (r) => <NumberText value={r.parameters} f={f} digits={0} /> },
      { key: 'learned', header: t('scaling.learned', { unit }), align: 'right', cell: (r) => <NumberText value={r.learned} f={f} digits={0} /> },
      { key: 'loss', header: t('scaling.wouldReach'), align: 'right', cell: (r) => <><NumberText value={r.loss} f={f} digits={3} /> <span className="num muted small">{f.number(r.lossLow, 3)} – {f.number(r.lossHigh, 3)}</span></> },
      { key: 'hours', header: t('scaling.machineHours'), align: 'right', cell: (r) => <NumberText value={r.machineHours * 3600} f={f} as="duration" /> },
      { key: 'cost', header: training('run.cost'), align: 'right', cell: (r) => <Amount money={r.cost} f={f} as="exact" /> },
    ]} />
);
