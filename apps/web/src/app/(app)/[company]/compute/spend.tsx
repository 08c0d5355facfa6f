import { computeApi, type SpendLine, type SpendMonth } from '@capstan/compute';
import { Amount, Banner, ButtonLink, EmptyState, Figures, type Formatters, NumberText, Section, Table } from '@capstan/ui';
import { api } from '../../../../api/read.ts';
import { format } from '../../../../i18n/locale.ts';
import { words, type Words } from '../../../../i18n/words.ts';
import { KeyFigure } from '../../../../why/key-figure.tsx';
import { Recorded } from '../../../../why/recorded.tsx';
import { SpendChart } from './spend-chart.tsx';

/** Spend by month and purpose against the budget, and every piece of it. */
export async function Spend({ company, may }: { company: string; may: boolean }) {
  const params = { company };
  const [t, f, spend, lines] = await Promise.all([words('compute'), format(), api(computeApi.spend, { params }), api(computeApi.spendLines, { params })]);
  const current = spend.months.at(-1)!;
  return (
    <>
      {spend.missingRates.length > 0 && <Banner tone="warn">{t('missingRates', { currencies: spend.missingRates.map(f.currencyName).join(', ') })}</Banner>}
      <MonthFigures company={company} month={current} before={spend.months.at(-2)} f={f} t={t} />
      {lines.length > 0 && <SpendChart spend={spend} />}
      <Section title={t('lines.title')} lead={t('lines.lead')}>
        <Lines company={company} lines={lines} may={may} f={f} t={t} />
      </Section>
    </>
  );
}

function MonthFigures({ company, month, before, f, t }: { company: string; month: SpendMonth; before: SpendMonth | undefined; f: Formatters; t: Words }) {
  const { use } = month;
  const note = use.kind === 'within' || use.kind === 'over'
    ? <span {...(use.kind === 'over' && { className: 'text-bad' })}>{t(`use.${use.kind}`, { left: f.tile({ ...use.left, amount: Math.abs(use.left.amount) }), share: f.percent(use.share, 0) })}</span>
    : t(`use.${use.kind}`);
  return (
    <Figures label={f.month(month.month)}>
      <KeyFigure company={company} headline of={month.month} why={month.why} label={t('figures.gpu', { month: f.month(month.month) })} value={<Amount money={month.gpu} f={f} as="tile" />} note={note} />
      {before && <KeyFigure company={company} of={before.month} why={before.why} label={t('figures.gpu', { month: f.month(before.month) })} value={<Amount money={before.gpu} f={f} as="tile" />} note={before.budget ? t('figures.ofBudget', { budget: f.tile(before.budget) }) : undefined} />}
      <Plain label={t('figures.budget')} value={<Amount money={month.budget} f={f} as="tile" />} />
      <Plain label={t('figures.committed')} value={<Amount money={month.committed} f={f} as="tile" />} note={t('figures.committedNote')} />
    </Figures>
  );
}

const Plain = ({ label, value, note }: { label: string; value: React.ReactNode; note?: string }) => <div className="figure"><div className="figure-label">{label}</div><div className="figure-value">{value}</div><div className="figure-note">{note}</div></div>;

function Lines({ company, lines, may, f, t }: { company: string; lines: readonly SpendLine[]; may: boolean; f: Formatters; t: Words }) {
  return (
    <Table caption={t('lines.title')} rows={lines} rowKey={(l) => l.id} rowHref={may ? (l) => (l.source === 'hand' ? `?sheet=reverse-spend&id=${l.id}` : undefined) : undefined}
      columns={[
        { key: 'what', header: t('lines.what'), cell: (l) => l.service || t(`sources.${l.source}`) },
        { key: 'on', header: t('lines.on'), cell: (l) => <span className="num">{l.source === 'bill' ? f.month(l.month) : f.day(l.on)}</span> },
        { key: 'provider', header: t('lines.provider'), cell: (l) => l.provider },
        { key: 'purpose', header: t('lines.purpose'), cell: (l) => t(`purposes.${l.purpose}`) },
        { key: 'source', header: t('lines.source'), cell: (l) => (l.run ? <a className="link" href={`/${company}/training/runs/${l.run}`}>{t('sources.run')}</a> : t(`sources.${l.source}`)) },
        { key: 'hours', header: t('lines.hours'), align: 'right', cell: (l) => <NumberText value={l.gpuHours} f={f} digits={l.gpuHours !== null && l.gpuHours < 10 ? 2 : 0} /> },
        { key: 'amount', header: t('lines.amount'), align: 'right', cell: (l) => <Amount money={l.amount} f={f} as="exact" /> },
        { key: 'recorded', header: t('recorded'), cell: (l) => <Recorded company={company} actor={l.actor} at={l.at} fact={l.fact} /> },
      ]}
      empty={<EmptyState action={may && <ButtonLink href={`/${company}/compute?tab=bills`}>{t('bills.import')}</ButtonLink>}>{t('lines.empty')}</EmptyState>} />
  );
}
