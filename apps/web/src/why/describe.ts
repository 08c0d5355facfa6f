'use server';
import { ledgerApi } from '@capstan/kernel';
import { call } from '../api/call.ts';
import { format } from '../i18n/locale.ts';
import { across } from '../i18n/words.ts';

/** What happened in some events, by id: kind, who, when, in the reader's language. Ids that may not be seen are left out. */
export async function describeEvents(company: string, ids: string[]): Promise<Record<string, string>> {
  const [answer, facts, f] = await Promise.all([call(ledgerApi.events, { params: { company }, query: { events: ids.slice(0, 100).join(','), telemetry: 'shown' } }), across('facts'), format()]);
  if (!answer.ok) return {};
  return Object.fromEntries(answer.data.lines.map((line) => [line.id, [facts.has(line.type) ? facts(line.type) : line.type, f.day(line.effective), line.by].join(' · ')]));
}
