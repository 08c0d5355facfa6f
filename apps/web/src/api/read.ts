import type { Endpoint } from '@capstan/kernel';
import { answerTo } from './answer.ts';
import type { AnswerOf, Asking } from './call.ts';
import { me } from './me.ts';

/**
 * The answer of a page's read, as `answerTo` gives it. What belongs to a company is read after the position that the
 * page then follows live (`me`): nothing can be recorded between the two and be missed.
 */
export async function api<E extends Endpoint>(endpoint: E, asking: Asking<E> = {}): Promise<AnswerOf<E>> {
  if (asking.params?.['company'] !== undefined) await me();
  return answerTo(endpoint, asking);
}
