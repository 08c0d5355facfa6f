import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

export interface Manifest { readonly apiVersion: string; readonly kind: string; readonly metadata: { readonly name: string; readonly namespace?: string } }

interface Probe { readonly httpGet: { readonly port: string } }
export interface Container {
  readonly envFrom?: readonly { readonly secretRef?: { readonly name: string }; readonly configMapRef?: { readonly name: string } }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly securityContext: object;
  readonly livenessProbe?: Probe; readonly readinessProbe?: Probe; readonly startupProbe?: Probe;
}

/** Every YAML file below a folder. */
export const everyYaml = (folder: string): string[] => globSync('**/*.{yaml,yml}', { cwd: folder }).toSorted().map((path) => join(folder, path));

/** Every document of every manifest below a folder. Throws where YAML is not what it should be. */
export const manifestsIn = (folder: string): Manifest[] => everyYaml(folder).flatMap((path) => parseAllDocuments(readFileSync(path, 'utf8')).map((document) => {
  if (document.errors.length > 0) throw document.errors[0]!;
  return document.toJS() as Manifest;
}));

export const containersIn = (manifest: Manifest): readonly Container[] =>
  (manifest.kind === 'Deployment' ? (manifest as never as { spec: { template: { spec: { containers: Container[] } } } }).spec.template.spec.containers : []);

/** The instructions of a container file, continued lines joined. */
export const commandsIn = (text: string): [name: string, rest: string][] =>
  text.replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, ' ').split('\n').filter((line) => line.trim() !== '').map((line) => {
    const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    return [name, rest];
  });

/** Images that a file of any kind names: a base, a service's or a pod's. */
export const imagesIn = (text: string): string[] => [
  ...[...text.matchAll(/^\s*image: (\S+)$/gm)].map(([, image]) => image!),
  ...[...text.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image!),
];

export const variablesIn = (text: string): string[] => [...text.matchAll(/\bCAPSTAN_[A-Z0-9_]*[A-Z0-9]\b/g)].map(([name]) => name);
