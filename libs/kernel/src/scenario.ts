import { type Decider, fold } from './decider.ts';
import type { Fact } from './fact.ts';
import { isRefusal } from './refusal.ts';

const canonical = (x: unknown): string =>
  JSON.stringify(x, (_, v: unknown) => (v && typeof v === 'object' && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v), 1) ?? 'undefined';

const expectSame = (got: unknown, want: unknown) => {
  if (canonical(got) !== canonical(want)) throw new Error(`expected\n${canonical(want)}\nbut got\n${canonical(got)}`);
};

/**
 * The domain's own test grammar: given these facts, when this is asked, then these facts or this refusal.
 * `given(decider, ...facts).when(command).then(...facts)` or `.refuses(code, path?)`.
 */
export function given<C extends { type: string }, S, F extends Fact>(decider: Decider<C, S, F>, ...facts: F[]) {
  const state = fold(decider, facts);
  return {
    when(command: C) {
      const answer = decider.decide(command, state);
      return {
        then(...wanted: F[]) { expectSame(answer, wanted); },
        refuses(code: string, path?: string) {
          if (!isRefusal(answer)) throw new Error(`expected the refusal ${code} but got\n${canonical(answer)}`);
          expectSame(path === undefined ? { code: answer.code } : { code: answer.code, path: answer.path }, path === undefined ? { code } : { code, path });
        },
        facts(): F[] {
          if (isRefusal(answer)) throw new Error(`expected facts but got the refusal ${answer.code}: ${answer.message}`);
          return answer;
        },
      };
    },
  };
}
