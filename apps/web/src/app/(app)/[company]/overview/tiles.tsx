import type { MoneyOverview, Overview } from '@capstan/planning';
import { Amount, Figures, type Formatters, NumberText } from '@capstan/ui';
import { format } from '../../../../i18n/locale.ts';
import { words, type Words } from '../../../../i18n/words.ts';
import { KeyFigure } from '../../../../why/key-figure.tsx';
import { missingText, runwayText } from './runway-text.ts';

/** The figures a founder looks at first; each opens why it is what it is. */
export async function Tiles({ company, overview }: { company: string; overview: Overview }) {
  const [t, f] = await Promise.all([words('overview'), format()]);
  const { money, team, compute } = overview;
  return (
    <>
      {money && <Runways company={company} money={money} t={t} f={f} />}
      <Figures label={t('figures')}>
        {money && <KeyFigure company={company} why={money.cash.why} value={<Amount money={money.cash.value} f={f} as="tile" />} note={money.basis === 'records' ? t('basis.records') : undefined} />}
        {money && <KeyFigure company={company} why={money.netBurn.why} value={<Amount money={money.netBurn.value} f={f} as="tile" />} note={t('grossNote', { amount: f.tile(money.grossBurn.value) })} />}
        {team && <KeyFigure company={company} why={team.why} value={<NumberText value={team.headcount} f={f} />} note={team.planned > 0 ? t('plannedHires', { count: team.planned }) : undefined} />}
        {compute && <Gpu company={company} compute={compute} t={t} f={f} />}
      </Figures>
    </>
  );
}

function Runways({ company, money, t, f }: { company: string; money: MoneyOverview; t: Words; f: Formatters }) {
  const note = ({ runway }: MoneyOverview['plan'], key: string) =>
    runway.kind === 'months' ? t(key, { day: f.day(runway.cashOut) }) : runway.kind === 'unknown' ? missingText(runway.missing[0] ?? 'plan', t, f) : undefined;
  const overdue = money.decision.runway.kind === 'months' && money.decision.runway.months < 0;
  return (
    <Figures label={t('runways')}>
      <KeyFigure company={company} headline why={money.plan.why} value={<span className="num">{runwayText(money.plan.runway, t, f)}</span>} note={note(money.plan, 'cashOut')} />
      <KeyFigure company={company} why={money.trailing.why} value={<span className="num">{runwayText(money.trailing.runway, t, f)}</span>} note={note(money.trailing, 'cashOut')} />
      <KeyFigure company={company} why={money.decision.why} value={<span className="num">{runwayText(money.decision.runway, t, f)}</span>} note={note(money.decision, overdue ? 'decideOverdue' : 'decideBy')} />
    </Figures>
  );
}

function Gpu({ company, compute, t, f }: { company: string; compute: NonNullable<Overview['compute']>; t: Words; f: Formatters }) {
  const { spent, budget } = compute;
  const share = spent && budget && budget.amount > 0 ? spent.amount / budget.amount : null;
  const over = share !== null && share > 1;
  const note = budget ? <span className={over ? 'num text-bad' : 'num'}>{t(over ? 'gpu.over' : 'gpu.of', { budget: f.tile(budget), share: f.percent(share, 0) })}</span> : t('gpu.none');
  return <KeyFigure company={company} why={compute.why} value={<Amount money={spent} f={f} as="tile" />} note={note} />;
}
