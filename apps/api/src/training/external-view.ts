import { type Explained, minorDigits } from '@capstan/kernel';
import type { Views } from '@capstan/event-log';
import { externalCarbon, type ExternalRunView, externalUsage, MACHINE_TAG, machineOfRun, PRICE_TAG } from '@capstan/training';
import { type ExternalRecord, externalRowOf } from './external-rows.ts';
import { momentsOf } from './moments.view.ts';

const pairs = (all: Readonly<Record<string, string>>) => Object.entries(all).map(([key, value]) => ({ key, value })).toSorted((a, b) => (a.key < b.key ? -1 : 1));
const number = (name: string, value: number, unit: string): Explained['inputs'][number] => ({ name, value: { kind: 'number', number: value, unit } });

function whyOf({ state, fact, endFact }: ExternalRecord): ExternalRunView['why'] {
  const machine = machineOfRun(state), used = externalUsage(state, state.endedAt ?? state.heardAt);
  const facts = [endFact, fact].filter((one) => one !== null), behind = { facts, factCount: facts.length };
  const { amount, currency } = machine.pricePerHour;
  const wall = number('wall-seconds', used.wallSeconds, 's');
  const price = { ...number('price-per-hour', amount / 10 ** minorDigits(currency), `${currency}/h`), facts: [fact] };
  return {
    cost: { metric: 'run-cost', convention: state.tags[PRICE_TAG] === undefined ? 'script-clock' : 'script-price', inputs: [wall, price, { name: 'exact-cost', value: { kind: 'text', text: String(Number(used.exactCost)) } }], ...behind },
    energy: { metric: 'run-energy', convention: 'whole-machine', inputs: [wall, number('watts', machine.watts, 'W'), { name: 'pue', value: { kind: 'number', number: machine.pue } }], ...behind },
    wallTime: { metric: 'run-wall-time', convention: 'script-clock', inputs: [wall, { name: 'busy-seconds', value: { kind: 'number', number: null, unit: 's' } }], ...behind },
  };
}

/** Everything about one run that was trained elsewhere, but its curves. */
export function externalViewOf(views: Views, record: ExternalRecord, experiment: string): ExternalRunView {
  const { state, company } = record, row = externalRowOf(record);
  return {
    ...row, carbon: externalCarbon(state, row.usage.energyKwh), experiment: { experiment: state.experiment, name: experiment }, machine: machineOfRun(state), machineName: state.tags[MACHINE_TAG] ?? null,
    startedAt: state.startedAt, heardAt: state.heardAt, params: pairs(state.params), tags: pairs(state.tags), datasets: [...state.datasets],
    artifacts: Object.entries(state.artifacts).map(([path, file]) => ({ path, ...file })).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    latest: Object.entries(state.latest).map(([metric, { step, value }]) => ({ metric, step, value })).toSorted((a, b) => (a.metric < b.metric ? -1 : 1)),
    moments: momentsOf(views, company, state.run), why: whyOf(record),
  };
}
