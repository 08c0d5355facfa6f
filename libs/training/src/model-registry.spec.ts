import { given } from '@capstan/kernel';
import { test } from 'vitest';
import { asked, metrics, spec, used } from '../test/story.ts';
import { headline } from './decider.ts';
import type { ModelFact } from './model-events.ts';
import { modelDecider } from './model-registry.ts';

type Of<T extends ModelFact['type']> = Extract<ModelFact, { type: T }>['data'];

const model = 'model-digits0001', artifact = (letter: string) => ({ sha256: letter.repeat(64), bytes: 4000 });
const registering: Omit<Of<'ModelVersionRegistered'>, 'version'> = {
  model, name: 'Digit reader', artifact: artifact('a'), metrics: headline(metrics), backend: 'wasm', note: '',
  lineage: {
    run: asked.run, runName: asked.name, dataset: { dataset: spec.dataset.dataset, name: 'Digits', hash: spec.dataset.hash, kind: 'images', label: null }, spec: spec.model, seed: spec.seed,
    code: { version: '0.1.0', commit: 'c'.repeat(40), changed: false }, parameters: 1000, cost: used(10).cost, exactCost: '10.000000', energyKwh: 0.1, baseline: null,
  },
  signature: { input: { kind: 'picture', height: 28, width: 28, channels: 1 }, output: { kind: 'classes', classes: ['0', '1'] } },
};
const first: ModelFact = { type: 'ModelVersionRegistered', data: { ...registering, version: 1 } };
const second: ModelFact = { type: 'ModelVersionRegistered', data: { ...registering, artifact: artifact('b'), version: 2 } };
const halved: ModelFact = { type: 'ModelVersionDerived', data: { model, version: 3, parent: 2, how: { kind: 'float16' }, artifact: artifact('e'), metrics: headline(metrics), backend: 'wasm' } };
const production = (version: number, from: number | null): ModelFact => ({ type: 'AliasMoved', data: { model, alias: 'production', version, from } });
const story = (...facts: ModelFact[]) => given(modelDecider, ...facts);

test('the first version of a new model', () => story().when({ type: 'RegisterVersion', ...registering }).then(first));
test('the next one of a model known by its name, whatever id was proposed', () =>
  story(first).when({ type: 'RegisterVersion', ...registering, model: 'model-another01', name: 'digit READER', artifact: artifact('b') }).then(second));
test('the same weights are one version', () => story(first).when({ type: 'RegisterVersion', ...registering }).refuses('version-known'));
test('the same weights may serve another model', () =>
  story(first).when({ type: 'RegisterVersion', ...registering, model: 'model-another01', name: 'Second reader' }).then({ type: 'ModelVersionRegistered', data: { ...registering, model: 'model-another01', name: 'Second reader', version: 1 } }));

test('an alias is set, moved and says where it stood', () => {
  story(first, second).when({ type: 'MoveAlias', model, alias: 'production', version: 1 }).then(production(1, null));
  story(first, second, production(1, null)).when({ type: 'MoveAlias', model, alias: 'production', version: 2 }).then(production(2, 1));
});
test('not to where it stands already', () => story(first, production(1, null)).when({ type: 'MoveAlias', model, alias: 'production', version: 1 }).refuses('alias-there'));
test('not to a version that is not there', () => story(first).when({ type: 'MoveAlias', model, alias: 'production', version: 2 }).refuses('version-unknown'));
test('not under a name that is none', () => story(first).when({ type: 'MoveAlias', model, alias: 'In Production', version: 1 }).refuses('alias-invalid'));
test('it is removed, once', () => {
  story(first, production(1, null)).when({ type: 'RemoveAlias', model, alias: 'production' }).then({ type: 'AliasRemoved', data: { model, alias: 'production', version: 1 } });
  story(first, production(1, null), { type: 'AliasRemoved', data: { model, alias: 'production', version: 1 } }).when({ type: 'RemoveAlias', model, alias: 'production' }).refuses('alias-unknown');
});

const retired = (version: number): ModelFact => ({ type: 'ModelVersionRetired', data: { model, version, reason: 'too slow' } });
test('a version is retired, once', () => {
  story(first).when({ type: 'RetireVersion', model, version: 1, reason: 'too slow' }).then(retired(1));
  story(first, retired(1)).when({ type: 'RetireVersion', model, version: 1, reason: 'again' }).refuses('version-retired');
});
test('not while an alias points at it', () => story(first, production(1, null)).when({ type: 'RetireVersion', model, version: 1, reason: '' }).refuses('version-in-use'));
test('a retired one is called by no name', () => story(first, retired(1)).when({ type: 'MoveAlias', model, alias: 'staging', version: 1 }).refuses('version-retired'));

const { type: _, data: { version: __, ...halving } } = halved;
test('a version of fewer bits is made from another', () => story(first, second).when({ type: 'DeriveVersion', ...halving }).then(halved));
test('fewer bits of fewer bits are refused', () =>
  story(first, second, halved).when({ type: 'DeriveVersion', ...halving, parent: 3, how: { kind: 'uint8' }, artifact: artifact('f') }).refuses('reduced-already'));
test('pruned weights may get fewer bits', () => {
  const pruned: ModelFact = { type: 'ModelVersionDerived', data: { ...halving, version: 2, parent: 1, how: { kind: 'prune', share: 0.5 } } };
  const data = { ...halving, parent: 2, artifact: artifact('f') };
  story(first, pruned).when({ type: 'DeriveVersion', ...data }).then({ type: 'ModelVersionDerived', data: { ...data, version: 3 } });
});
test('nothing is known of a model that is not there', () => story().when({ type: 'MoveAlias', model, alias: 'production', version: 1 }).refuses('model-unknown'));
