import { z } from 'zod';
import { engineRefusalOf } from './engine-refusals.ts';
import type { ExternalRunFact } from './external-events.ts';
import type { RunFact } from './run-events.ts';

/** What a line of a run's history says beside its event; each has words in every language. What the engine refused has a code of its own. */
export const noteCodes = ['trainer', 'trainer-again', 'began', 'began-anew', 'began-anew-elsewhere', 'goes-on', 'killed', 'exited', 'said', 'unknown', 'cost-cap', 'outdone', 'sweep-over', 'too-many-lapses', 'no-trainer-came-back', 'paused-after', 'file', 'finished', 'stopped', 'failed', 'lost'] as const;
type NoteCode = (typeof noteCodes)[number];

/** A note by its code, with what stands between its words; `said` is what a machine said in its own words. */
export const RunNote = z.object({ code: z.string(), values: z.record(z.string(), z.string()) });
export type RunNote = z.infer<typeof RunNote>;

const note = (code: NoteCode, values: Readonly<Record<string, string>> = {}): RunNote => ({ code, values });
const ends = [
  { code: 'killed', pattern: /^killed by (?<how>\w+)(?:: (?<said>.*))?$/s },
  { code: 'exited', pattern: /^exited with (?<how>-?\w+)(?:: (?<said>.*))?$/s },
] as const;

/** Why a run ended or was interrupted: known by its own code, by the engine's, by how its process died, or as it was said. */
export function reasonNote(reason: string): RunNote {
  const own = noteCodes.find((code) => code === reason);
  if (own) return note(own);
  const known = engineRefusalOf(reason);
  if (known) return { code: known.code, values: known.values };
  for (const { code, pattern } of ends) {
    const found = pattern.exec(reason)?.groups;
    if (found) return note(code, { how: found['how']!, said: found['said'] ?? '' });
  }
  return note('said', { said: reason });
}

/** What happened to the run before: whether it had begun, and who held it, in order. */
export interface Before { readonly begun: boolean; readonly trainers: readonly string[] }

function start({ backend, resumes }: Extract<RunFact, { type: 'RunStarted' }>['data'], { begun, trainers }: Before): RunNote {
  const values = { backend: backend.name, trainer: trainers.at(-1) ?? '' };
  if (resumes) return note('goes-on', values);
  return note(!begun ? 'began' : trainers.at(-1) === trainers.at(-2) || trainers.length < 2 ? 'began-anew' : 'began-anew-elsewhere', values);
}

/** What the history of a run says beside one of its facts; null where the event says it all. */
export function noteOf(fact: RunFact | ExternalRunFact, before: Before): RunNote | null {
  switch (fact.type) {
    case 'RunLeased': return note(fact.data.attempt > 1 ? 'trainer-again' : 'trainer', { trainer: fact.data.trainer, attempt: String(fact.data.attempt) });
    case 'RunStarted': return start(fact.data, before);
    case 'RunPaused': return fact.data.reached && note('paused-after', { epoch: String(fact.data.reached.epoch) });
    case 'RunInterrupted': case 'RunFailed': case 'RunLost': return reasonNote(fact.data.reason);
    case 'StopAsked': case 'RunStopped': return fact.data.reason && note(fact.data.reason);
    case 'ArtifactKept': return note('file', { path: fact.data.path });
    case 'ExternalRunEnded': return note(fact.data.how);
    default: return null;
  }
}
