import { setTimeout as sleep } from 'node:timers/promises';
import { digits, trainingApi } from '@capstan/training';
import { eur, type Scene } from './records.ts';
import type { DemoPerson } from './client.ts';

/** The candidates of the technology decision, small enough to train within a minute on two cores. */
const pilots = {
  baseline: { name: 'Most frequent digit', model: { kind: 'baseline', rule: 'majority' }, epochs: 1 },
  cnn: { name: 'Convolutional reader', model: { kind: 'cnn' }, epochs: 4 },
  lstm: { name: 'Row-by-row LSTM reader', model: { kind: 'lstm', units: 64 }, epochs: 3 },
} as const;
export type Pilots = Record<keyof typeof pilots, string>;

/** Asks for the pilots; answers their run ids. The trainer beside the API trains them like any others. */
export async function requestPilots({ engineer, company }: Scene): Promise<Pilots> {
  await engineer.send('machine-price', trainingApi.priceMachine, { company }, { pricePerHour: eur(45), watts: 65, pue: 1.2 });
  const ids = {} as Pilots;
  for (const [key, pilot] of Object.entries(pilots) as [keyof Pilots, (typeof pilots)[keyof Pilots]][]) {
    const { id } = await engineer.send(`pilot-${key}`, trainingApi.requestRun, { company }, { ...pilot, dataset: { dataset: digits.dataset, label: null }, seed: 7 });
    ids[key] = String(id);
  }
  return ids;
}

const over = new Set(['finished', 'stopped', 'failed', 'lost']);

/** Resolves when every pilot has ended; true when all of them finished. `giveUp` ends the waiting. */
export async function pilotsEnded(engineer: DemoPerson, company: string, ids: Pilots, giveUp: () => boolean): Promise<boolean> {
  for (;;) {
    const runs = await Promise.all(Object.values(ids).map((run) => engineer.get(trainingApi.run, { company, run }).catch(() => ({ situation: 'unknown' }))));
    const situations = runs.map((run) => String(run['situation']));
    if (situations.every((s) => over.has(s))) return situations.every((s) => s === 'finished');
    if (giveUp()) return false;
    await sleep(1000);
  }
}
