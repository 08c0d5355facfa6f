import { openViews, readModel, type SqliteViews } from '@capstan/event-log';
import { refusing } from '@capstan/kernel';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type About, Answers } from './answers.ts';

const model = (name: string, table: string, on: string) => readModel({ name, version: 1, tables: [table], schema: `CREATE TABLE ${table} (company TEXT, n INTEGER)`, on: { [on]: () => undefined } });
const models = [model('spend', 'spend', 'SpendRecorded'), model('epochs', 'epochs', 'EpochMeasured')];
let views: SqliteViews;
let answers: Answers;
let worked: number;
beforeEach(() => {
  views = openViews(':memory:');
  for (const { schema } of models) views.exec(schema);
  answers = new Answers(views, models);
  worked = 0;
});
afterEach(() => views.close());

const about = (company: string, over: object = {}) => ({ company, today: '2026-11-24', query: {}, ...over });
const sumOf = (table: string) => ({ views: seen, company }: About<unknown>) => {
  worked += 1;
  return seen.get<{ n: number }>(`SELECT coalesce(sum(n), 0) AS n FROM ${table} WHERE company = ?`, company)!.n;
};
const spent = (company = 'a', over: object = {}) => answers.of('/spend', about(company, over), sumOf('spend'));
function record(table: string, company: string, type: string): void {
  views.run(`INSERT INTO ${table} VALUES (?, 1)`, company);
  answers.seen({ companies: new Map([[company, new Set([type])]]) });
}

test('many who ask the same cost one answer, until their company moves', () => {
  expect([spent(), spent(), spent(), worked]).toEqual([0, 0, 0, 1]);
  record('spend', 'a', 'SpendRecorded');
  expect([spent(), spent(), worked]).toEqual([1, 1, 2]);
});

test('what an answer was not read from leaves it, and so does another company', () => {
  expect(spent()).toBe(0);
  record('epochs', 'a', 'EpochMeasured');
  record('spend', 'b', 'SpendRecorded');
  expect([spent(), spent('b'), worked]).toEqual([0, 1, 2]);
});

test('another company, day, query or question has an answer of its own', () => {
  record('spend', 'a', 'SpendRecorded');
  expect([spent('a'), spent('b'), spent('a', { today: '2026-11-25' }), spent('a', { query: { from: '2026-01' } }), answers.of('/epochs', about('a'), sumOf('epochs'))]).toEqual([1, 0, 1, 1, 0]);
  expect(worked).toBe(5);
});

test('an answer read from two read models is forgotten with either', () => {
  const both = () => answers.of('/both', about('a'), (asked) => sumOf('spend')(asked) + sumOf('epochs')(asked));
  expect([both(), both(), worked]).toEqual([0, 0, 2]);
  record('epochs', 'a', 'EpochMeasured');
  record('spend', 'a', 'SpendRecorded');
  expect([both(), worked]).toEqual([2, 4]);
});

test('everything is forgotten where read models begin anew', () => {
  spent();
  answers.seen({ companies: new Map(), emptied: true });
  spent();
  expect(worked).toBe(2);
});

test('what cannot be known to stay right is not kept: read from no read model, refused, failed', () => {
  const { refused, unread } = { refused: refusing({ no: 'No.' })('no'), unread: { at: 0 } };
  let asked = 0;
  const ask = (answer: unknown) => answers.of('/other', about('a'), (one) => { asked += 1; if (answer !== unread) sumOf('spend')(one); if (answer instanceof Error) throw answer; return answer; });
  for (const answer of [refused, refused, unread, unread]) expect(ask(answer)).toBe(answer);
  for (let i = 0; i < 2; i++) expect(() => ask(new Error('no such column'))).toThrow('no such column');
  expect(asked).toBe(6);
});

test('a question cannot change the read models', () => {
  expect(() => answers.of('/spend', about('a'), (one) => one.views.run('DELETE FROM spend'))).toThrow('changes nothing');
});

test('of very many questions the ones asked last are kept', () => {
  for (let n = 0; n < 400; n++) spent('a', { query: { n } });
  worked = 0;
  spent('a', { query: { n: 399 } });
  spent('a', { query: { n: 0 } });
  expect(worked).toBe(1);
});
