import type { Money } from '@capstan/kernel';
import type { CapitalCommand, CommandOf } from './commands.ts';
import type { CapitalFact } from './events.ts';

/** A small company for tests: two founders, a pool, a SAFE and an open round. Euros; amounts in whole euros. */
export const eur = (whole: number): Money => ({ amount: whole * 100, currency: 'EUR' });
export const today = '2026-11-23';

export const ids = {
  mira: 'holding-00000001', jonas: 'holding-00000002', safe: 'safe-00000001', seed: 'round-00000001', nordlicht: 'commitment-00000001', kanal: 'commitment-00000002',
  holders: { mira: 'holder-00000001', jonas: 'holder-00000002', elbe: 'holder-00000003', nordlicht: 'holder-00000004', kanal: 'holder-00000005' },
} as const;

export const founded: CapitalFact = { type: 'CompanyFounded', data: { name: 'Halyard', currency: 'EUR', country: 'DE', foundedOn: '2024-11-04' }, effective: '2024-11-04' };
const issued = (holding: string, holder: string, holderName: string, shares: number): CapitalFact =>
  ({ type: 'SharesIssued', data: { holding, holder, holderName, class: 'Common', shares, issuedOn: '2024-11-04' }, effective: '2024-11-04' });
export const founders = [issued(ids.mira, ids.holders.mira, 'Mira Okafor', 4_200_000), issued(ids.jonas, ids.holders.jonas, 'Jonas Lindqvist', 3_800_000)];
export const poolSet: CapitalFact = { type: 'PoolSet', data: { shares: 1_000_000, setOn: '2024-11-04' }, effective: '2024-11-04' };
export const safeSigned: CapitalFact = { type: 'SafeSigned', data: { safe: ids.safe, holder: ids.holders.elbe, investor: 'Elbe Angels', amount: eur(400_000), kind: 'post-money', cap: eur(6_000_000), mfn: false, signedOn: '2024-12-09' }, effective: '2024-12-09' };
export const opened: CapitalFact = { type: 'RoundOpened', data: { round: ids.seed, name: 'Seed', preMoney: eur(7_200_000), target: eur(1_800_000), openedOn: '2025-04-14' }, effective: '2025-04-14' };
const committed = (commitment: string, holder: string, investor: string, whole: number, committedOn: string): CapitalFact =>
  ({ type: 'CommitmentMade', data: { round: ids.seed, commitment, holder, investor, amount: eur(whole), committedOn }, effective: committedOn });
export const commitments = [committed(ids.nordlicht, ids.holders.nordlicht, 'Nordlicht Ventures', 1_200_000, '2025-05-06'), committed(ids.kanal, ids.holders.kanal, 'Kanal Kapital', 600_000, '2025-05-22')];
export const beforeClose: readonly CapitalFact[] = [founded, ...founders, poolSet, safeSigned, opened, ...commitments];

export const closing: CommandOf<'CloseRound'> = { type: 'CloseRound', today, round: ids.seed, closedOn: '2025-06-20' };
export const issue: CommandOf<'IssueShares'> = { type: 'IssueShares', today, holding: 'holding-00000009', newHolder: 'holder-00000009', holder: 'Ada Park', class: 'Common', shares: 1000, issuedOn: '2025-01-01' };
export const sign: CommandOf<'SignSafe'> = { type: 'SignSafe', today, safe: 'safe-00000009', newHolder: 'holder-00000009', investor: 'Ada Park', amount: eur(10_000), kind: 'post-money', mfn: false, signedOn: '2025-01-01' };
export const commit: CommandOf<'MakeCommitment'> = { type: 'MakeCommitment', today, round: ids.seed, commitment: 'commitment-00000009', newHolder: 'holder-00000009', investor: 'Ada Park', amount: eur(5_000), committedOn: '2025-05-30' };
export const command = (one: CapitalCommand): CapitalCommand => one;
