import type { RoundScenario, ScenarioRound, SimulatorStart } from './scenario-terms.ts';

const eur = (whole: number) => ({ amount: whole * 100, currency: 'EUR' });

/** Two founders, a pool, a SAFE and a note: what a seed round would be played on. */
export const start: SimulatorStart = {
  on: '2026-11-23', currency: 'EUR', pool: 1_000_000, common: 8_000_000, options: 0,
  holders: [{ holder: 'holder-00000001', name: 'Mira Okafor', shares: 5_000_000 }, { holder: 'holder-00000002', name: 'Jonas Lindqvist', shares: 3_000_000 }],
  convertibles: [
    { id: 'safe-00000001', holder: 'holder-00000003', investor: 'Elbe Angels', amount: eur(500_000), kind: 'post-money', cap: eur(5_000_000), mfn: false, signedOn: '2026-01-01' },
    { id: 'note-00000001', holder: 'holder-00000004', investor: 'Kanal Kapital', amount: eur(100_000), kind: 'note', discount: '0.2', mfn: false, signedOn: '2026-01-01', capBase: 'with-pool', interest: { rate: '0.1', compounding: 'simple', dayCount: 'act/365f' } },
  ],
  classes: [],
};

export const seed: ScenarioRound = {
  name: 'Seed', on: '2027-01-01', preMoney: eur(8_000_000), investors: [{ name: 'Nordlicht', amount: eur(1_500_000) }, { name: 'elbe  angels', amount: eur(500_000) }], pool: { kind: 'target', part: '0.1' },
  convention: 'percentage-ownership', rounding: 'floor-shares', protection: 'broad', adjusting: 'inside', reserve: 'without', leftOut: [],
};
export const scenario: RoundScenario = { rounds: [seed], safes: [], caps: {}, elections: {} };
