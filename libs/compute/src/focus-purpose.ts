import { type Purpose, purposes } from './events.ts';

export interface Charge { readonly service: string; readonly category: string; readonly description: string; readonly resource: string; readonly tags: string }

const SERVING = /\binference\b|bedrock|openai|\bllm\b/i;
const MAYBE_SERVING = /endpoint|serving|\btokens?\b/i;
const GPU = /\bgpu|h100|h200|b200|a100|a10g|l40s|\bl4\b|v100|mi300|\btpu\b|\bp[345](d|de|e|en)?\.|\bg[56]e?\./i;

/** The purpose that a tag names outright: {"purpose": "training"} or {"workload": "inference"}. */
function tagged(tags: string): Purpose | undefined {
  if (!tags.startsWith('{')) return undefined;
  const named = /"(?:purpose|workload)"\s*:\s*"(\w+)"/i.exec(tags)?.[1]?.toLowerCase();
  return purposes.find((p) => p === named);
}

/**
 * What a charge was for. A tag decides; then words of serving say inference, GPU names and the category
 * "AI and Machine Learning" say training, storage and databases are data; everything else is other.
 */
export function purposeOf(charge: Charge): Purpose {
  const named = tagged(charge.tags);
  if (named) return named;
  const text = `${charge.service} ${charge.description} ${charge.resource}`;
  const ai = charge.category === 'AI and Machine Learning';
  if (SERVING.test(text) || ((ai || GPU.test(text)) && MAYBE_SERVING.test(text))) return 'inference';
  if (ai || GPU.test(text)) return 'training';
  return charge.category === 'Storage' || charge.category === 'Databases' || charge.category === 'Analytics' ? 'data' : 'other';
}
