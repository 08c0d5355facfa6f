import { type CandidateView, economics, type SelectionDetail } from '@capstan/decisions';
import { minorDigits } from '@capstan/kernel';
import { Amount, type Formatters, NumberText, Section, SmallMultiples, Table } from '@capstan/ui';
import { chartWords } from '../../../../../i18n/chart-words.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words, type Words } from '../../../../../i18n/words.ts';
import { Why } from '../../../../../why/key-figure.tsx';

type Model = CandidateView & { model: NonNullable<CandidateView['model']>; economics: NonNullable<CandidateView['economics']> };
const isModel = (c: CandidateView): c is Model => c.model !== null && c.economics !== null;

/** What each business model earns per unit and a month, and the volume at which it breaks even. */
export async function Economics({ company, detail }: { company: string; detail: SelectionDetail }) {
  const [t, f, chart] = await Promise.all([words('decisions'), format(), chartWords()]);
  const models = detail.candidates.filter(isModel);
  if (models.length === 0) return null;
  const { currency } = detail;
  const unit = (decimal: string) => f.number(Number(decimal), decimals(Number(decimal), minorDigits(currency)));
  return (
    <Section title={t('economics.title')} lead={t('economics.lead')}>
      <Table caption={t('economics.title')} rows={models} rowKey={(m) => m.candidate} columns={[
        { key: 'candidate', header: t('economics.candidate'), cell: (m) => <>{m.name} <span className="muted small">{t('economics.per', { unit: m.model.unit })}</span></> },
        { key: 'price', header: `${t('economics.price')} (${currency})`, align: 'right', cell: (m) => <Amount money={m.model.price} f={f} as="exact" /> },
        { key: 'inference', header: t('economics.inference'), align: 'right', cell: (m) => <span className="num">{unit(m.economics.inferencePerUnit)}</span> },
        { key: 'unitCost', header: t('economics.unitCost'), align: 'right', cell: (m) => <Opens id={whyId('unit-cost', m)}>{unit(m.economics.unitCost)}</Opens> },
        { key: 'margin', header: t('economics.margin'), align: 'right', cell: (m) => <span className="num">{unit(m.economics.margin)}</span> },
        { key: 'grossMargin', header: t('economics.grossMargin'), align: 'right', cell: (m) => <Opens id={whyId('unit-gross-margin', m)}>{f.percent(m.economics.grossMargin)}</Opens> },
        { key: 'breakEven', header: t('economics.breakEven'), align: 'right', cell: (m) => <Opens id={whyId('break-even-volume', m)}>{breakEven(m, t, f)}</Opens> },
        { key: 'volume', header: t('economics.volume'), align: 'right', cell: (m) => <NumberText value={m.model.expectedVolume} f={f} /> },
        { key: 'effect', header: t('economics.effect'), align: 'right', cell: (m) => <Opens id={whyId('model-monthly-effect', m)}>{f.amount(m.economics.monthlyEffect)}</Opens> },
      ]} />
      {models.map((m) => <Whys key={m.candidate} company={company} m={m} t={t} f={f} unit={unit} />)}
      <SmallMultiples title={t('economics.chart')} words={chart} zero height={150} say={(v) => f.tile({ amount: Math.round(v), currency })}
        charts={models.map((m) => { const volumes = volumesOf(m); return {
          title: `${m.name} · ${breakEven(m, t, f)}`, xs: volumes.map((v) => ({ key: String(v), label: f.compact(v) })),
          lines: [{ name: t('economics.result'), kind: 'plan' as const, ys: volumes.map((v) => economics({ ...m.model, expectedVolume: v }, minorDigits(currency)).monthlyEffect.amount) }],
        }; })} />
    </Section>
  );
}

/** Fractions of a cent are shown down to three digits that say something. */
const decimals = (n: number, digits: number) => (n !== 0 && Math.abs(n) < 0.1 ? Math.min(6, digits + 2 - Math.floor(Math.log10(Math.abs(n)) + 1)) : digits);
const whyId = (metric: string, m: Model) => `why-${metric}-${m.candidate}`;
const Opens = ({ id, children }: { id: string; children: React.ReactNode }) => <button type="button" className="figure-why num" popoverTarget={id}>{children}</button>;

function breakEven(m: Model, t: Words, f: Formatters): string {
  const { breakEven: at } = m.economics;
  return at.kind === 'volume' ? t('economics.units', { count: f.number(at.units), unit: m.model.unit }) : t(`economics.${at.kind}`);
}

/** Ten steps of volume, past both the break-even and what is expected. */
function volumesOf({ economics: { breakEven: at }, model }: Model): number[] {
  const most = Math.max(10, Math.ceil(1.5 * Math.max(model.expectedVolume, at.kind === 'volume' ? Math.min(at.units, 10 * Math.max(1, model.expectedVolume)) : 0)));
  return Array.from({ length: 11 }, (_, i) => Math.round((most * i) / 10));
}

const Whys = ({ company, m, t, f, unit }: { company: string; m: Model; t: Words; f: Formatters; unit: (d: string) => string }) => (
  <>
    <Why id={whyId('unit-cost', m)} company={company} why={m.economics.why.unitCost} value={unit(m.economics.unitCost)} title={`${t('economics.unitCost')}: ${m.name}`} />
    <Why id={whyId('unit-gross-margin', m)} company={company} why={m.economics.why.grossMargin} value={f.percent(m.economics.grossMargin)} title={`${t('economics.grossMargin')}: ${m.name}`} />
    <Why id={whyId('break-even-volume', m)} company={company} why={m.economics.why.breakEven} value={breakEven(m, t, f)} title={`${t('economics.breakEven')}: ${m.name}`} />
    <Why id={whyId('model-monthly-effect', m)} company={company} why={m.economics.why.monthlyEffect} value={f.amount(m.economics.monthlyEffect)} title={`${t('economics.effect')}: ${m.name}`} />
  </>
);
