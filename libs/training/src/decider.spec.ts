import { given } from '@capstan/kernel';
import { test } from 'vitest';
import { asked, ending, hash, metrics, outcome, run, spec, used } from '../test/story.ts';
import { digits } from './built-in.ts';
import { headline, trainingDecider } from './decider.ts';
import type { DatasetFacts, TrainingFact } from './events.ts';

const logs: DatasetFacts = { dataset: 'dataset-logs0001', name: 'Support logs', kind: 'text', hash, bytes: 900, rows: 850, columns: null, synthetic: false, source: 'help desk export' };
const added: TrainingFact = { type: 'DatasetAdded', data: logs };
const story = (...facts: TrainingFact[]) => given(trainingDecider, ...facts);
const founded = { type: 'CompanyFounded', data: { currency: 'EUR' } } as unknown as TrainingFact;

test('a dataset is added', () => story().when({ type: 'AddDataset', ...logs }).then(added));
test('the same content is not added twice, whatever its name', () => story(added).when({ type: 'AddDataset', ...logs, dataset: 'dataset-logs0002', name: 'Again' }).refuses('dataset-known'));
test('an empty file is refused', () => story().when({ type: 'AddDataset', ...logs, bytes: 0 }).refuses('dataset-empty'));
test('a dataset is withdrawn', () => story(added).when({ type: 'WithdrawDataset', dataset: logs.dataset }).then({ type: 'DatasetWithdrawn', data: { dataset: logs.dataset } }));
test('withdrawn twice is refused', () => story(added, { type: 'DatasetWithdrawn', data: { dataset: logs.dataset } }).when({ type: 'WithdrawDataset', dataset: logs.dataset }).refuses('dataset-unknown'));
test('withdrawn content may come back', () => story(added, { type: 'DatasetWithdrawn', data: { dataset: logs.dataset } }).when({ type: 'AddDataset', ...logs }).then(added));
test('the built-in digits stay', () => story().when({ type: 'WithdrawDataset', dataset: digits.dataset }).refuses('dataset-built-in'));

test('the machine is priced', () => story(founded).when({ type: 'PriceTrainer', machine: asked.machine }).then({ type: 'TrainerPriced', data: asked.machine }));
test('in the currency of the company only', () => story(founded).when({ type: 'PriceTrainer', machine: { ...asked.machine, pricePerHour: { amount: 1, currency: 'USD' } } }).refuses('currency-differs'));

const pilot = { run, name: asked.name, dataset: spec.dataset.dataset, datasetName: 'Digits', model: spec.model, seconds: 10, energyKwh: used(10).energyKwh, cost: used(10).cost, exactCost: '10.000000' };
const finished: TrainingFact = { type: 'PilotFinished', effective: '2026-11-23', data: { ...pilot, metrics: headline(metrics), baseline: { rule: 'majority', metrics: headline({ ...metrics, accuracy: 0.1 }) }, flops: 1e9, parameters: 1000, backend: 'wasm' } };
const today = '2026-11-23';
test('a finished run is a pilot of the company', () => story().when({ type: 'NotePilot', end: { type: 'RunFinished', data: { ...ending(10), outcome: outcome() } }, today }).then(finished));
test('noted once', () => story(finished).when({ type: 'NotePilot', end: { type: 'RunFinished', data: { ...ending(10), outcome: outcome() } }, today }).then());
test('a failed one ends with its reason', () =>
  story().when({ type: 'NotePilot', end: { type: 'RunFailed', data: { ...ending(10), outcome: null, reason: 'no memory' } }, today }).then({ type: 'PilotEnded', effective: today, data: { ...pilot, how: 'failed', reason: 'no memory' } }));
test('a stopped one has none', () =>
  story().when({ type: 'NotePilot', end: { type: 'RunStopped', data: { reason: null, ...ending(10), outcome: null } }, today }).then({ type: 'PilotEnded', effective: today, data: { ...pilot, how: 'stopped', reason: null } }));
