import { expect, test, vi } from 'vitest';
import { openSqliteLog, openViews, policy, type PolicyCommand, PolicyRunner } from '../src/index.ts';
import { noted, now, takenBack, testLedger } from './house.ts';

interface Ask { type: string; spend: string }
const bookCost = policy<Ask>({
  name: 'book-cost',
  on: { SpendNoted: ({ data }) => (data.amount > 10 ? [{ type: 'Book', spend: data.spend }, { type: 'Tell', spend: data.spend }] : data.amount === 1 ? { type: 'Book', spend: data.spend } : undefined) },
});

function house() {
  const ledger = testLedger(openSqliteLog(':memory:'));
  const views = openViews(':memory:');
  const sent: PolicyCommand<Ask>[] = [];
  const run = (send = async (command: PolicyCommand<Ask>) => { sent.push(command); }, policies = [bookCost]) => new PolicyRunner<Ask>({ ...ledger, views, policies, send, now });
  return { ...ledger, views, sent, run };
}

test('a fact asks for one command, several, or none, in the name of the policy and because of that fact', async () => {
  const { record, sent, run } = house();
  const [small, , large] = await record('acme', [noted('spend-1', 1), noted('spend-2', 5), noted('spend-3', 50), takenBack('spend-2')]);
  const runner = run();
  await runner.start();
  expect(sent.map(({ command, actor, company, cause }) => [command.type, command.spend, actor, company, cause.id])).toEqual([
    ['Book', 'spend-1', 'policy:book-cost', 'acme', small!.id], ['Book', 'spend-3', 'policy:book-cost', 'acme', large!.id], ['Tell', 'spend-3', 'policy:book-cost', 'acme', large!.id],
  ]);
  expect(new Set(sent.map(({ id }) => id)).size).toBe(3);
  await runner.close();
});

test('it goes on after a restart where it was, and follows the log', async () => {
  const { record, sent, run } = house();
  await record('acme', [noted('spend-1', 1)]);
  const first = run();
  await first.start();
  await first.close();
  const second = run();
  await second.start();
  expect(sent).toHaveLength(1);
  await record('acme', [noted('spend-2', 1)]);
  await vi.waitFor(() => expect(sent).toHaveLength(2), 20_000);
  await second.close();
});

test('cut off between sending and remembering, it sends again under the same id', async () => {
  const { record, views, sent, run } = house();
  await record('acme', [noted('spend-1', 1)]);
  const first = run();
  await first.start();
  await first.close();
  views.exec('DELETE FROM policy_progress');
  const second = run();
  await second.start();
  expect(sent.map(({ id }) => id)).toEqual([sent[0]!.id, sent[0]!.id]);
  await second.close();
});

test('one that fails says so, holds nobody up, and is tried again from the same fact', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { record, sent, run } = house();
  await record('acme', [noted('spend-1', 1), noted('spend-2', 1)]);
  let down = true;
  const flaky = { ...bookCost, name: 'flaky' };
  const runner = run(async (command) => {
    if (down && command.actor === 'policy:flaky') throw new Error('no line');
    sent.push(command);
  }, [flaky, bookCost]);
  await runner.start();
  expect(runner.health()).toMatchObject([{ name: 'flaky', error: 'no line', position: '1', since: now() }]);
  expect(sent.map(({ actor }) => actor)).toEqual(['policy:book-cost', 'policy:book-cost']);
  down = false;
  await vi.advanceTimersByTimeAsync(1000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(sent).toHaveLength(4), 20_000);
  expect(runner.health()).toEqual([]);
  await runner.close();
});

test('a log that cannot be read for a while stops nothing for good', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { record, sent, run, log } = house();
  await record('acme', [noted('spend-1', 1)]);
  const readAll = vi.spyOn(log, 'readAll').mockRejectedValueOnce(new Error('database or disk is full'));
  const runner = run();
  await runner.start();
  expect(runner.health()).toEqual([{ name: 'book-cost', error: 'database or disk is full', since: now() }]);
  readAll.mockRestore();
  await vi.advanceTimersByTimeAsync(1000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(sent).toHaveLength(1), 20_000);
  expect(runner.health()).toEqual([]);
  await runner.close();
});
