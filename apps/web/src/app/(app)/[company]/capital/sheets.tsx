import type { HoldingView, RoundView, SafeView } from '@capstan/capital';
import { DayField, MoneyField, NumberField, Sheet, TextField } from '@capstan/ui';
import type { ReactNode } from 'react';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Form } from '../../../../shell/form.tsx';
import { abandonRound, issueShares, makeCommitment, openRound, reverseClose, setPool, withdrawCommitment } from './actions.ts';
import { CloseSheet } from './close-sheet.tsx';
import type { Asked } from './page.tsx';

interface Props { company: string; currency: string; asked: Asked; rounds: readonly RoundView[]; safes: readonly SafeView[]; holdings: readonly HoldingView[]; pool: number }

/** The sheet that the URL names, over the page; nothing when what it is about is not there. */
export async function CapitalSheet({ company, currency, asked: { sheet, id, of }, rounds, safes, holdings, pool }: Props) {
  const [t, f] = await Promise.all([words('capital'), format()]);
  const [at, back, today] = [{ company }, `/${company}/capital`, new Date().toISOString().slice(0, 10)];
  const round = rounds.find((r) => r.round === id);
  if (sheet === 'close' && round) return <CloseSheet company={company} round={round} safes={safes} today={today} />;
  if (round && (sheet === 'commit' || sheet === 'abandon' || sheet === 'reverse' || sheet === 'withdraw')) return <RoundSheet company={company} sheet={sheet} round={round} of={of} today={today} />;
  if (sheet === 'issue') return (
    <Over title={t('shares.issue')} back={back}>
      <Form action={issueShares.bind(null, at, currency)} submit={t('shares.record')} then={back}>
        <TextField name="holder" label={t('table.holder')} hint={t('shares.holderHint')} list="holders" required />
        <datalist id="holders">{[...new Set(holdings.map((h) => h.name))].map((name) => <option key={name} value={name}>{name}</option>)}</datalist>
        <div className="form-row"><TextField name="class" label={t('table.class')} defaultValue={holdings[0]?.class ?? t('shares.common')} required /><NumberField name="shares" label={t('table.shares')} required /></div>
        <div className="form-row"><DayField name="issuedOn" label={t('shares.since')} defaultValue={today} required /><MoneyField name="paid" currency={currency} label={t('shares.paid')} /></div>
      </Form>
    </Over>
  );
  if (sheet === 'pool') return (
    <Over title={t('pool.set')} back={back}>
      <Form action={setPool.bind(null, at)} submit={t('pool.record')} then={back}>
        <NumberField name="shares" label={t('pool.shares')} hint={t('pool.hint')} defaultValue={pool > 0 ? f.number(pool) : undefined} required />
        <DayField name="setOn" label={t('pool.on')} defaultValue={today} required />
      </Form>
    </Over>
  );
  if (sheet === 'round') return (
    <Over title={t('round.open')} back={back}>
      <Form action={openRound.bind(null, at, currency)} submit={t('round.record')} then={back}>
        <div className="form-row"><TextField name="name" label={t('round.name')} placeholder={t('round.namePlaceholder')} required /><DayField name="openedOn" label={t('round.openedOn')} defaultValue={today} required /></div>
        <div className="form-row"><MoneyField name="preMoney" currency={currency} label={t('round.preMoney')} required /><MoneyField name="target" currency={currency} label={t('round.target')} required /></div>
        <NumberField name="poolTarget" unit="%" label={t('round.poolTarget')} hint={t('round.poolTargetHint')} />
      </Form>
    </Over>
  );
  return null;
}

async function RoundSheet({ company, sheet, round, of, today }: { company: string; sheet: 'commit' | 'abandon' | 'reverse' | 'withdraw'; round: RoundView; of?: string; today: string }) {
  const t = await words('capital');
  const [at, back] = [{ company, round: round.round }, `/${company}/capital`];
  const { currency } = round.preMoney;
  if (sheet === 'commit') return (
    <Over title={t('commitment.title', { name: round.name })} back={back}>
      <Form action={makeCommitment.bind(null, at, currency)} submit={t('commitment.record')} then={back}>
        <TextField name="investor" label={t('commitment.investor')} required />
        <div className="form-row"><MoneyField name="amount" currency={currency} label={t('safe.amount')} required /><DayField name="committedOn" label={t('commitment.on')} defaultValue={today} required /></div>
      </Form>
    </Over>
  );
  if (sheet === 'reverse') return (
    <Over title={t('round.reverseTitle', { name: round.name })} back={back}>
      <p className="prose">{t('round.reverseNote')}</p>
      <Form action={reverseClose.bind(null, at)} submit={t('round.reverse')} kind="danger" then={back}><TextField name="reason" label={t('reason')} required /></Form>
    </Over>
  );
  if (sheet === 'abandon') return <Cancelling title={t('round.abandonTitle', { name: round.name })} note={t('round.abandonNote')} back={back} action={abandonRound.bind(null, at)} day="abandonedOn" today={today} submit={t('round.abandon')} />;
  const commitment = round.commitments.find((c) => c.commitment === of);
  if (!commitment) return null;
  return (
    <Over title={t('commitment.withdrawTitle', { name: commitment.investor })} back={back}>
      <Form action={withdrawCommitment.bind(null, { ...at, commitment: commitment.commitment })} submit={t('commitment.withdraw')} kind="danger" then={back}><DayField name="withdrawnOn" label={t('day')} defaultValue={today} required /></Form>
    </Over>
  );
}

async function Over({ title, back, children }: { title: string; back: string; children: ReactNode }) {
  const app = await words('app');
  return <Sheet title={title} closeHref={back} closeLabel={app('close')}>{children}</Sheet>;
}

type Action = Parameters<typeof Form>[0]['action'];
/** Something ends on a day, for a reason; nothing is deleted. */
async function Cancelling({ title, note, back, action, day, today, submit }: { title: string; note: string; back: string; action: Action; day: string; today: string; submit: string }) {
  const t = await words('capital');
  return (
    <Over title={title} back={back}>
      <p className="prose">{note}</p>
      <Form action={action} submit={submit} kind="danger" then={back}>
        <DayField name={day} label={t('day')} defaultValue={today} required />
        <TextField name="reason" label={t('reason')} required />
      </Form>
    </Over>
  );
}
