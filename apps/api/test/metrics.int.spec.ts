import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startApi } from './app.ts';

test('without a token in the settings there are no metrics', async () => {
  const api = await startApi();
  expect((await api.nobody.get('/api/metrics')).status).toBe(404);
  await api.close();
});

test('who brings the token reads how the API stands, by routes and never by company or person', async () => {
  const api = await startApi(undefined, { metricsToken: 'a token for the one who watches' });
  const { company, founder } = await api.house();
  await founder.get(`/api/companies/${company}`);
  for (const authorization of ['', 'Bearer wrong', 'Basic a token for the one who watches']) expect((await api.nobody.get('/api/metrics', { authorization })).status).toBe(401);
  const answer = await api.app.inject({ url: '/api/metrics', headers: { authorization: 'Bearer a token for the one who watches' } });
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toMatch(/^capstan_http_request_seconds_count\{method="GET",route="\/api\/companies\/:company",status="200"\} [1-9]/m);
  expect(answer.body).toMatch(/^capstan_read_models_lag_events 0$/m);
  expect(answer.body).toMatch(/^capstan_stopped 0$/m);
  expect(answer.body).toMatch(/^capstan_disk_free_bytes [1-9]/m);
  expect(answer.body).not.toContain(company);
  expect(answer.body).not.toContain(founder.email);
  await api.close();
});

test.each(['grafana-dashboard.json', 'capstan-alerts.yml'])('%s asks for nothing that is not told', async (file) => {
  const api = await startApi(undefined, { metricsToken: 'a token for the one who watches' });
  const told = (await api.app.inject({ url: '/api/metrics', headers: { authorization: 'Bearer a token for the one who watches' } })).body;
  const asked = new Set([...readFileSync(new URL(`../../../infra/observability/${file}`, import.meta.url), 'utf8').matchAll(/\b(?:capstan|process|nodejs)_[a-z0-9_]+/g)].map(([name]) => name.replace(/_(?:bucket|count|sum)$/, '')));
  expect(asked.size).toBeGreaterThan(2);
  expect([...asked].filter((name) => !told.includes(`# TYPE ${name} `))).toEqual([]);
  await api.close();
});
