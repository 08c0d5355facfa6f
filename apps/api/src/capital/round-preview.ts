import { type ClosingTerms, type PreviewTerms, type Proposal, proposeClose, refuse, type RoundPreview, type RoundSheet, sheetOf } from '@capstan/capital';
import type { Views } from '@capstan/event-log';
import type { Day, Explained, Refusal } from '@capstan/kernel';
import { capitalBook } from './book.view.ts';
import { rounds } from './rounds.view.ts';

/** What closing an open round on a day and these terms would give, and the sheet to play further with. Records nothing. */
export function roundPreview(views: Views, company: string, id: string, asked: PreviewTerms, today: Day): RoundPreview | Refusal {
  const round = rounds(views, company).find((r) => r.round === id);
  if (!round) return refuse('round-unknown', { round: id });
  if (round.situation !== 'open') return refuse(`round-${round.situation}`, { round: id, name: round.name, day: round.on! });
  const { on = today, class: shareClass, ...terms } = asked;
  const commitments = round.commitments.map((c) => ({ ...c, withdrawnOn: c.withdrawnOn ?? undefined }));
  const { round: _, commitments: _all, poolTarget, ...rest } = round;
  const sheet = sheetOf(capitalBook(views, company).state, { round: id, name: rest.name, preMoney: rest.preMoney, target: rest.target, openedOn: rest.openedOn, situation: 'open', commitments }, on, shareClass);
  const outcome = proposeClose(sheet, { ...(poolTarget && { poolTarget }), ...terms } satisfies ClosingTerms);
  return { on, poolTarget, sheet: plain(sheet), outcome: outcome as RoundPreview['outcome'], why: outcome.kind === 'priced' ? whyPreview(sheet, outcome, commitments.map((c) => c.fact)) : null };
}

/** Only what the contract names: holdings and commitments carry more here. */
const plain = (sheet: RoundSheet): RoundPreview['sheet'] => ({
  class: sheet.class, preMoney: sheet.preMoney, pool: sheet.pool,
  held: sheet.held.map(({ holder, name, class: of, shares, converted }) => ({ holder, name, class: of, shares, ...(converted !== undefined && { converted }) })),
  promised: [...sheet.promised], protected: [...sheet.protected], notes: [...sheet.notes], common: sheet.common,
  commitments: sheet.commitments.map(({ commitment, holder, investor, amount }) => ({ commitment, holder, investor, amount })),
  safes: sheet.safes.map(({ safe, holder, investor, amount, kind, cap, discount, mfn, signedOn }) => ({ safe, holder, investor, amount, kind, mfn, signedOn, ...(cap && { cap }), ...(discount && { discount }) })),
});

function whyPreview(sheet: RoundSheet, outcome: Proposal, facts: string[]): Explained {
  const number = (n: number) => ({ kind: 'number' as const, number: n, unit: 'shares' });
  return {
    metric: 'price-per-share', convention: outcome.convention, facts, factCount: facts.length,
    inputs: [
      { name: 'preMoney', value: { kind: 'money', money: sheet.preMoney } },
      { name: 'sharesBefore', value: number(outcome.totalAfter - outcome.issued.reduce((sum, i) => sum + i.shares, 0)) },
      { name: 'converted', value: number([...outcome.converted, ...outcome.convertedNotes].reduce((sum, c) => sum + c.shares, 0)) },
      { name: 'poolIncrease', value: number(outcome.poolIncrease) },
    ],
  };
}
