import { isRefusal, type Refusal } from '@capstan/kernel';
import { z } from 'zod';
import { type Knob, knobs } from './knobs.ts';
import { refuse } from './refusals.ts';
import { RunSpec } from './spec.ts';
import { drawAt } from './sweep-draw.ts';

const MOST_AXES = 6;
const MOST_VALUES = 20;
const Path = z.string().regex(/^[a-zA-Z]+(\.[a-zA-Z0-9]+){0,2}$/).max(60);

/** Settings of one trial: numbers by their dotted path in the spec, such as `model.units`. */
export const TrialSettings = z.record(Path, z.number());
export type TrialSettings = z.infer<typeof TrialSettings>;

/**
 * One direction of a search space: values of a setting, a range of it (`points` is how many of it a grid tries; a logarithmic
 * one needs both ends above zero), or values of several settings that go together, such as the sizes of a family of models.
 */
export const SweepAxis = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('choices'), path: Path, values: z.array(z.number()).min(1).max(MOST_VALUES) }),
  z.object({ kind: z.literal('range'), path: Path, from: z.number(), to: z.number(), scale: z.enum(['linear', 'log']).default('linear'), points: z.number().int().min(2).max(MOST_VALUES).default(3) }),
  z.object({ kind: z.literal('together'), values: z.array(TrialSettings).min(1).max(MOST_VALUES) }),
]);
export type SweepAxis = z.infer<typeof SweepAxis>;
export const SweepSpace = z.array(SweepAxis).min(1).max(MOST_AXES);
export type SweepSpace = z.infer<typeof SweepSpace>;

/** How trials are chosen. `halving` draws like `random`, pauses every trial after some epochs and goes on with the best of each rung (ASHA, Li et al. 2020). */
export const SweepStrategy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('grid') }),
  z.object({ kind: z.literal('random'), seed: z.number().int().min(0).max(2 ** 31 - 1).default(1) }),
  z.object({ kind: z.literal('halving'), seed: z.number().int().min(0).max(2 ** 31 - 1).default(1), firstRung: z.number().int().min(1).max(999).default(1), factor: z.number().int().min(2).max(8).default(3) }),
]);
export type SweepStrategy = z.infer<typeof SweepStrategy>;

const groupsOf = (spec: RunSpec): Readonly<Record<string, Readonly<Record<string, Knob>>>> => {
  const { validationShare: _, ...run } = knobs.run;
  const of = (kind: string) => (kind in knobs ? { ...knobs[kind as keyof typeof knobs] as Record<string, Knob> } : {});
  return { '': run, model: of(spec.model.kind), optimiser: of(spec.optimiser.kind), schedule: of(spec.schedule.kind), data: knobs.data, 'data.augmentation': spec.dataset.kind === 'images' ? knobs.augmentation : {} };
};

/**
 * The settings that trials of a spec may differ in, by path, with their limits. What changes the meaning of the validation loss
 * (the loss itself, tokens, the share to validate with) is not among them: trials are compared by it.
 */
export const sweepable = (spec: RunSpec): Record<string, Knob> =>
  Object.fromEntries(Object.entries(groupsOf(spec)).flatMap(([group, of]) => Object.entries(of).map(([name, knob]) => [group ? `${group}.${name}` : name, knob])));

/** The spec with other settings at some paths, or undefined where they do not go together. */
export function specWith(base: RunSpec, settings: TrialSettings): RunSpec | undefined {
  const spec = structuredClone(base) as unknown as Record<string, unknown>;
  for (const [path, value] of Object.entries(settings)) {
    const parts = path.split('.'), last = parts.pop()!;
    let inside: Record<string, unknown> = spec;
    for (const part of parts) inside = inside[part] as Record<string, unknown>;
    inside[last] = value;
  }
  return RunSpec.safeParse(spec).data;
}

const outside = (knob: Knob, value: number): boolean => value < knob.min || value > knob.max || (knob.whole && !Number.isInteger(value));

function valueProblem(all: Record<string, Knob>, settings: TrialSettings, at: string): Refusal | undefined {
  for (const [path, value] of Object.entries(settings)) {
    const knob = all[path];
    if (!knob) return refuse('sweep-setting-missing', { setting: path }, `${at}.path`);
    if (outside(knob, value)) return refuse('sweep-value-outside', { setting: path, value, min: knob.min, max: knob.max }, at);
  }
  return undefined;
}

const pathsOf = (axis: SweepAxis): string[] => (axis.kind === 'together' ? [...new Set(axis.values.flatMap((value) => Object.keys(value)))] : [axis.path]);

function axisProblem(axis: SweepAxis, all: Record<string, Knob>, at: string): Refusal | undefined {
  if (axis.kind === 'together') return axis.values.map((value) => valueProblem(all, value, at)).find(isRefusal);
  if (axis.kind === 'choices') return axis.values.map((value) => valueProblem(all, { [axis.path]: value }, at)).find(isRefusal);
  if (axis.from >= axis.to) return refuse('sweep-range-empty', { setting: axis.path }, at);
  if (axis.scale === 'log' && axis.from <= 0) return refuse('sweep-log-from-zero', { setting: axis.path }, at);
  return valueProblem(all, { [axis.path]: axis.from }, at) ?? valueProblem(all, { [axis.path]: axis.to }, at);
}

/** Why nothing can be searched there: a setting that the spec does not have, one that stands twice, a value outside its limits. */
export function spaceProblem(space: SweepSpace, base: RunSpec): Refusal | undefined {
  const all = sweepable(base), seen = new Set<string>();
  for (const [i, axis] of space.entries()) {
    const problem = axisProblem(axis, all, `space.${i}`);
    if (problem) return problem;
    for (const path of pathsOf(axis)) {
      if (seen.has(path)) return refuse('sweep-setting-twice', { setting: path }, `space.${i}.path`);
      seen.add(path);
    }
  }
  return undefined;
}

const between = ({ from, to, scale }: Extract<SweepAxis, { kind: 'range' }>, share: number): number =>
  scale === 'log' ? Math.exp(Math.log(from) + share * (Math.log(to) - Math.log(from))) : from + share * (to - from);

/** A value inside the range, whole where the setting is; the ends are met exactly. */
const rounded = (axis: Extract<SweepAxis, { kind: 'range' }>, knob: Knob, share: number): number => {
  const value = share === 0 ? axis.from : share === 1 ? axis.to : between(axis, share);
  return knob.whole ? Math.round(value) : Number(value.toPrecision(6));
};

function gridAlong(axis: SweepAxis, all: Record<string, Knob>): TrialSettings[] {
  if (axis.kind === 'together') return [...axis.values];
  const values = axis.kind === 'choices' ? axis.values : Array.from({ length: axis.points }, (_, i) => rounded(axis, all[axis.path]!, i / (axis.points - 1)));
  return [...new Set(values)].map((value) => ({ [axis.path]: value }));
}

/** Every combination, each once; the last axis turns fastest. */
export function gridOf(space: SweepSpace, base: RunSpec): TrialSettings[] {
  const all = sweepable(base);
  return space.reduce<TrialSettings[]>((trials, axis) => trials.flatMap((before) => gridAlong(axis, all).map((value) => ({ ...before, ...value }))), [{}]);
}

/** How many combinations a grid has, without making them. */
export const gridSize = (space: SweepSpace, base: RunSpec): number => space.reduce((size, axis) => size * gridAlong(axis, sweepable(base)).length, 1);

function drawnAlong(axis: SweepAxis, knob: Knob | undefined, share: number): TrialSettings {
  const pick = <T>(values: readonly T[]): T => values[Math.min(values.length - 1, Math.floor(share * values.length))]!;
  if (axis.kind === 'together') return pick(axis.values);
  return { [axis.path]: axis.kind === 'choices' ? pick(axis.values) : rounded(axis, knob!, share) };
}

const TRIES_PER_TRIAL = 50;

/** Up to so many different trials drawn by seed, of which the spec allows each; fewer where the space has no more. A longer list begins with the shorter one. */
export function drawnOf(space: SweepSpace, base: RunSpec, { seed, most }: { seed: number; most: number }): TrialSettings[] {
  const all = sweepable(base), found = new Map<string, TrialSettings>();
  for (let i = 0; found.size < most && i < most * TRIES_PER_TRIAL; i++) {
    const trial = Object.assign({}, ...space.map((axis, at) => drawnAlong(axis, axis.kind === 'together' ? undefined : all[axis.path], drawAt(seed, i, at)))) as TrialSettings;
    if (specWith(base, trial)) found.set(JSON.stringify(trial), trial);
  }
  return [...found.values()];
}
