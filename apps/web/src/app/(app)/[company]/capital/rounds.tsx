import type { RoundView } from '@capstan/capital';
import { Amount, Badge, ButtonLink, EmptyState, type Formatters, NumberText, Progress, Section, Table } from '@capstan/ui';
import { format } from '../../../../i18n/locale.ts';
import { words, type Words } from '../../../../i18n/words.ts';
import { Why } from '../../../../why/key-figure.tsx';
import { Recorded } from '../../../../why/recorded.tsx';
import { percent, price } from './say.ts';

interface Props { company: string; rounds: readonly RoundView[]; may: boolean }
const tone = { open: 'plan', closed: 'good', abandoned: 'plain' } as const;

export async function RoundsSection({ company, rounds, may }: Props) {
  const [t, f] = await Promise.all([words('capital'), format()]);
  const last = rounds.filter((r) => r.situation === 'closed').toSorted((a, b) => (a.on! > b.on! ? -1 : 1))[0];
  return (
    <Section id="rounds" title={t('round.title')} actions={may && rounds.length > 0 && <ButtonLink href="?sheet=round">{t('round.open')}</ButtonLink>}>
      {rounds.length === 0 && <EmptyState action={may && <ButtonLink href="?sheet=round">{t('round.open')}</ButtonLink>}>{t('round.empty')}</EmptyState>}
      {rounds.map((r) => <Round key={r.round} company={company} round={r} t={t} f={f} may={may} isLast={r === last} />)}
    </Section>
  );
}

interface One { company: string; round: RoundView; t: Words; f: Formatters; may: boolean; isLast: boolean }

function Round({ company, round: r, t, f, may, isLast }: One) {
  const of = (sheet: string) => `?sheet=${sheet}&id=${r.round}`;
  const day = r.situation === 'open' ? r.openedOn : r.on;
  return (
    <article className="stack" aria-label={r.name}>
      <div className="section-head">
        <div><h3>{r.name} <Badge tone={tone[r.situation]}>{t(`round.situations.${r.situation}`)}</Badge></h3><p className="muted small">{t(`round.since.${r.situation}`, { day: f.day(day) })}</p></div>
        {may && <div className="actions">
          {r.situation === 'open' && <><ButtonLink href={of('commit')}>{t('commitment.make')}</ButtonLink><ButtonLink href={of('close')} kind="primary">{t('round.close')}</ButtonLink><ButtonLink href={of('abandon')} kind="quiet">{t('round.abandon')}</ButtonLink></>}
          {isLast && <ButtonLink href={of('reverse')} kind="quiet">{t('round.reverse')}</ButtonLink>}
        </div>}
      </div>
      <Facts company={company} round={r} t={t} f={f} />
      <Commitments company={company} round={r} t={t} f={f} may={may && r.situation === 'open'} />
    </article>
  );
}

function Facts({ company, round: r, t, f }: Pick<One, 'company' | 'round' | 't' | 'f'>) {
  const id = `why-price-${r.round}`;
  return (
    <dl className="facts">
      <dt>{t('round.preMoney')}</dt><dd><Amount money={r.preMoney} f={f} /></dd>
      {r.situation !== 'closed' && <><dt>{t('round.target')}</dt><dd><Amount money={r.target} f={f} /> <Progress value={Math.min(1, r.committed.amount / r.target.amount)} label={t('round.committed')} /></dd></>}
      {r.situation !== 'closed' && r.poolTarget && <><dt>{t('round.poolTarget')}</dt><dd className="num">{f.percent(Number(r.poolTarget))}</dd></>}
      {r.situation === 'closed' && r.why && <>
        <dt>{t('round.raised')}</dt><dd><Amount money={r.raised} f={f} /></dd>
        <dt>{t('round.postMoney')}</dt><dd><Amount money={r.postMoney} f={f} /></dd>
        <dt>{t('round.price', { currency: r.preMoney.currency })}</dt><dd><button type="button" className="figure-why num" popoverTarget={id}>{price(r.pricePerShare, f)}</button></dd>
        <dt>{t('round.poolIncrease')}</dt><dd><NumberText value={r.poolIncrease} f={f} /></dd>
        <Why id={id} company={company} why={r.why} title={t('round.priceOf', { name: r.name })} value={<span className="num">{price(r.pricePerShare, f)}</span>} />
      </>}
    </dl>
  );
}

const Commitments = ({ company, round: r, t, f, may }: Omit<One, 'isLast'>) => (
  <Table caption={t('commitment.list', { name: r.name })} rows={r.commitments} rowKey={(c) => c.commitment} struck={(c) => c.withdrawnOn !== null}
    rowHref={(c) => (may && !c.withdrawnOn ? `?sheet=withdraw&id=${r.round}&of=${c.commitment}` : undefined)}
    empty={<p className="muted">{t('commitment.empty')}</p>}
    columns={[
      { key: 'investor', header: t('commitment.investor'), cell: (c) => c.investor, total: t('table.total') },
      { key: 'amount', header: t('commitment.amount', { currency: r.preMoney.currency }), align: 'right', cell: (c) => <Amount money={c.amount} f={f} />, total: <Amount money={r.committed} f={f} /> },
      { key: 'part', header: t('commitment.part'), align: 'right', cell: (c) => <span className="num">{percent(c.withdrawnOn || r.target.amount === 0 ? null : [`${c.amount.amount}`, `${r.target.amount}`], f)}</span> },
      { key: 'on', header: t('commitment.on'), align: 'right', cell: (c) => <span className="num">{f.day(c.committedOn)}</span> },
      { key: 'recorded', header: t('recorded'), cell: (c) => <Recorded company={company} actor={c.actor} at={c.at} fact={c.fact} /> },
    ]} />
);
