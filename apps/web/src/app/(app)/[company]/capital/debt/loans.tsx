import type { LoanView } from '@capstan/capital';
import { Amount, ButtonLink, EmptyState, type Formatters, Section, Table } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { type Words, words } from '../../../../../i18n/words.ts';
import { Recorded } from '../../../../../why/recorded.tsx';
import './debt.css';

type Rate = Extract<LoanView, { kind: 'revenue' }>['effectiveRate'];
/** A rate to read; several or none are said in words. */
export const said = (rate: Rate, f: Formatters, t: Words): string => (rate.kind === 'one' ? f.percent(rate.rate, 1) : t(rate.kind));

function terms(loan: LoanView, f: Formatters, t: Words): string {
  if (loan.kind === 'revenue') return t('termsOf.revenue', { share: f.percent(Number(loan.revenueShare)), multiple: new Intl.NumberFormat(f.locale).format(Number(loan.multiple)) });
  const only = loan.interestOnlyMonths > 0 ? t('termsOf.interestOnly', { months: loan.interestOnlyMonths }) : '';
  return t('termsOf.scheduled', { rate: f.percent(Number(loan.rate), 2), months: loan.months, how: t(`amortisation.${loan.amortisation}`) }) + only;
}

const effective = (loan: LoanView): Rate => (loan.kind === 'revenue' ? loan.effectiveRate : loan.cost.effectiveRate);
const title = (loan: LoanView, f: Formatters, t: Words): string | undefined => (loan.kind === 'scheduled' && loan.cost.warrants ? t('effectiveTitle', { with: said(loan.cost.effectiveRateWithWarrants, f, t) }) : undefined);

/** Every loan with its terms, what is owed and what it costs a year; a row opens its schedule. */
export async function Loans({ company, currency, loans, on, may }: { company: string; currency: string; loans: readonly LoanView[]; on: string; may: boolean }) {
  const [t, f] = await Promise.all([words('debt'), format()]);
  const next = (l: LoanView) => (l.situation === 'running' ? l.payments.find((p) => p.on > on)?.amount ?? null : null);
  const status = (l: LoanView) => t(`situation.${l.situation}`, { day: f.day(l.repaidOn) });
  const last = (l: LoanView) => (l.kind === 'revenue' ? l.paidBackOn : l.payments.at(-1)!.on);
  return (
    <Section title={t('list')}>
      <Table caption={t('list')} rows={loans} rowKey={(l) => l.loan} rowHref={(l) => `?sheet=schedule&id=${l.loan}`} struck={(l) => l.situation === 'cancelled'}
        empty={<EmptyState action={may && <ButtonLink href="?sheet=loan">{t('new')}</ButtonLink>}>{t('empty')}</EmptyState>}
        columns={[
          { key: 'lender', header: t('lender'), cell: (l) => <>{l.lender}{l.situation !== 'running' && <span className="muted small"> · {status(l)}</span>}</> },
          { key: 'terms', header: t('terms'), cell: (l) => <span className="loan-terms">{terms(l, f, t)}</span> },
          { key: 'drawn', header: t('drawnOn'), cell: (l) => <span className="num">{f.day(l.drawnOn)}</span> },
          { key: 'principal', header: t('principal', { currency }), align: 'right', cell: (l) => <Amount money={l.kind === 'revenue' ? l.advance : l.principal} f={f} /> },
          { key: 'effective', header: t('effective'), align: 'right', cell: (l) => <span className="num" title={title(l, f, t)}>{said(effective(l), f, t)}</span> },
          { key: 'balance', header: t('balance', { currency }), align: 'right', cell: (l) => <Amount money={l.balance} f={f} /> },
          { key: 'next', header: t('nextPayment', { currency }), align: 'right', cell: (l) => <Amount money={next(l)} f={f} /> },
          { key: 'ends', header: t('ends'), cell: (l) => <span className="num">{last(l) === null ? t('open') : f.day(last(l))}</span> },
          { key: 'recorded', header: t('recorded'), cell: (l) => <Recorded company={company} actor={l.actor} at={l.at} fact={l.fact} /> },
        ]} />
    </Section>
  );
}
