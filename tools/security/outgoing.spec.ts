import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** Ways to reach another machine from code that a server runs. */
const REACHES = /\bfetch\(|\b(?:from|import\(|require\() ?['"](?:node:)?(?:https?|http2|net|tls|dgram|dns)(?:\/promises)?['"]|['"](?:undici|axios|got|node-fetch|nodemailer|aws4fetch|ws|pg|@kurrent\/kurrentdb-client|@opentelemetry\/exporter-[\w-]+)['"]|new WebSocket\(|\.connect\(\{? ?(?:host|port)/;

/** Where a server of ours asks another one, and who decides which: the operator's environment each time, never a request. */
const named: Readonly<Record<string, string>> = {
  'apps/trainer/src/api.ts': 'CAPSTAN_API_URL',
  'apps/trainer/src/transfer.ts': 'CAPSTAN_API_URL',
  'apps/web/src/api/auth.ts': 'CAPSTAN_API_URL',
  'apps/web/src/api/call.ts': 'CAPSTAN_API_URL',
  'libs/event-log/src/kurrent/client.ts': 'CAPSTAN_LOG',
  'libs/event-log/src/postgres/connection.ts': 'CAPSTAN_LOG',
  'libs/event-log/src/postgres/listener.ts': 'CAPSTAN_LOG',
  'libs/files/src/s3.ts': 'CAPSTAN_ARTIFACTS',
  'libs/tracing/src/otlp.ts': 'OTEL_EXPORTER_OTLP_ENDPOINT',
};

const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'apps/*/src/*.ts', 'apps/*/src/*.tsx', 'libs/*/src/*.ts', 'libs/*/src/*.tsx'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n').filter((file) => !/\.(?:int\.)?spec\.tsx?$/.test(file));
const textOf = (file: string) => readFileSync(resolve(ROOT, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|^import type .*$/gm, '');

test('no new place reaches another machine: there are no web hooks, and no address comes from a request', () => {
  expect(sources.length).toBeGreaterThan(500);
  expect(sources.filter((file) => REACHES.test(textOf(file)) && !(file in named))).toEqual([]);
});

test('every named place is there and still reaches out', () => {
  expect(Object.keys(named).filter((file) => !sources.includes(file) || !REACHES.test(textOf(file)))).toEqual([]);
});

test('the check sees what it looks for', () => {
  expect(['await fetch(url)', "import { request } from 'node:https';", "await import('undici')", "import pg from 'pg';", 'prefetch(x); "https://example.com"'].map((code) => REACHES.test(code))).toEqual([true, true, true, true, false]);
});
