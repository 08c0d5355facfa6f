import type { LoanView } from '@capstan/capital';
import { exact } from '@capstan/kernel';
import { Amount, ButtonLink, type Column, Sheet, Table } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { said } from './loans.tsx';

type Scheduled = Extract<LoanView, { kind: 'scheduled' }>;
type Revenue = Extract<LoanView, { kind: 'revenue' }>;
interface Props { loan: LoanView; close: string; may: boolean }

/** One loan: what it costs in all, and every payment. */
export async function Schedule({ loan, close, may }: Props) {
  const [t, app] = await Promise.all([words('debt'), words('app')]);
  return (
    <Sheet title={t('schedule.title', { lender: loan.lender })} closeHref={close} closeLabel={app('close')}>
      <div className="stack">
        {may && loan.situation === 'running' && <div className="actions"><ButtonLink href={`?sheet=repay&id=${loan.loan}`}>{t('schedule.repay')}</ButtonLink><ButtonLink href={`?sheet=cancel&id=${loan.loan}`} kind="quiet">{t('schedule.cancel')}</ButtonLink></div>}
        {loan.kind === 'scheduled' ? <><Cost loan={loan} /><Payments loan={loan} /></> : <Shares loan={loan} />}
      </div>
    </Sheet>
  );
}

async function Cost({ loan: { cost } }: { loan: Scheduled }) {
  const [t, f] = await Promise.all([words('debt'), format()]);
  const shares = cost.warrantShares && exact.toNumber(exact.fromFraction(cost.warrantShares));
  return (
    <section aria-label={t('schedule.cost')}><h3>{t('schedule.cost')}</h3>
      <dl className="facts">
        <dt>{t('schedule.interestTotal')}</dt><dd><Amount money={cost.interest} f={f} /></dd>
        <dt>{t('schedule.fees')}</dt><dd><Amount money={cost.fees} f={f} /></dd>
        {cost.warrants && <><dt>{t('schedule.warrants', { shares: f.number(shares) })}</dt><dd><Amount money={cost.warrants} f={f} /></dd></>}
        <dt>{t('schedule.total')}</dt><dd><Amount money={cost.total} f={f} /></dd>
        <dt>{t('effective')}</dt><dd className="num">{said(cost.warrants ? cost.effectiveRateWithWarrants : cost.effectiveRate, f, t)}</dd>
      </dl>
    </section>
  );
}

async function Payments({ loan }: { loan: Scheduled }) {
  const [t, f] = await Promise.all([words('debt'), format()]);
  const money = (key: 'interest' | 'principal' | 'fee' | 'amount' | 'balance'): Column<Scheduled['payments'][number]> => ({ key, header: t(`schedule.${key}`), align: 'right', cell: (p) => <Amount money={p[key]} f={f} /> });
  const hasFee = loan.payments.some((p) => p.fee.amount > 0);
  return <Table caption={t('schedule.title', { lender: loan.lender })} rows={loan.payments} rowKey={(p) => p.on}
    columns={[{ key: 'on', header: t('schedule.on'), cell: (p) => <span className="num">{f.day(p.on)}</span> }, money('interest'), money('principal'), ...(hasFee ? [money('fee')] : []), money('amount'), money('balance')]} />;
}

async function Shares({ loan }: { loan: Revenue }) {
  const [t, f] = await Promise.all([words('debt'), format()]);
  return <Table caption={t('schedule.title', { lender: loan.lender })} rows={loan.payments} rowKey={(p) => p.on}
    columns={[
      { key: 'on', header: t('schedule.on'), cell: (p) => <span className="num">{f.day(p.on)}</span> }, { key: 'revenue', header: t('schedule.revenue'), align: 'right', cell: (p) => <Amount money={p.revenue} f={f} /> },
      { key: 'amount', header: t('schedule.amount'), align: 'right', cell: (p) => <Amount money={p.amount} f={f} /> }, { key: 'remaining', header: t('schedule.balance'), align: 'right', cell: (p) => <Amount money={p.remaining} f={f} /> },
    ]} />;
}
