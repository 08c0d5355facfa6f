import { type Day, type Decider, Label, type Refusal } from '@capstan/kernel';
import type { CapitalFact } from '../events.ts';
import { refuse } from '../refusals.ts';
import { type CapitalState, evolve, noCapital } from '../state.ts';
import type { OcfFact } from './facts.ts';
import { itemsOf, keptIn, type LooseEnds, type ImportPlan, planOcf } from './importing/plan.ts';

/** A package to be recorded: file name → parsed JSON, and the hash of its content, by which it is known when it comes again. */
export interface ImportOcf { readonly type: 'ImportOcf'; readonly today: Day; readonly import: string; readonly hash: string; readonly files: ReadonlyMap<string, unknown>; readonly loose: LooseEnds }
export interface OcfState { readonly capital: CapitalState; readonly imported: Readonly<Record<string, Day>> }

/** Objects of one event: enough for a package of thousands in some dozens of events. */
const CHUNK = 50;
const MOST_NAME = 120;

/** Imports of cap tables, all or nothing: the facts of shares, grants and convertibles, with the package as it was word for word. */
export const ocfDecider: Decider<ImportOcf, OcfState, CapitalFact> = {
  name: 'ocf', initial: { capital: noCapital, imported: {} },
  evolve: (state, one) => ({ capital: evolve(state.capital, one), imported: one.type === 'CapTableImported' ? { ...state.imported, [one.data.hash]: one.data.importedOn } : state.imported }),
  decide(command, state) {
    const before = importedBefore(command.hash, state);
    if (before) return before;
    const plan = planOcf(command.files, state.capital, command.today, command.loose);
    if (plan.version === null || (command.loose === 'refuse' && plan.problems.length > 0)) return refuse('ocf-refused', { count: plan.problems.length });
    return recorded(command, plan);
  },
};

/** Refuses content that was imported already. */
export const importedBefore = (hash: string, { imported }: OcfState): Refusal | undefined => (imported[hash] === undefined ? undefined : refuse('ocf-imported-before', { day: imported[hash] }));

function recorded(command: ImportOcf, plan: ImportPlan): CapitalFact[] {
  const { import: id, hash, today } = command;
  const about: OcfFact = {
    type: 'CapTableImported', effective: today,
    data: { import: id, format: 'ocf', hash, importedOn: today, version: plan.version!, issuer: plan.issuer!.slice(0, 400), asOf: plan.asOf!, files: [...plan.files], ...keptIn(plan) },
  };
  return [about, ...plan.facts, ...kept(command, plan)];
}

/** Every object word for word; what is said of people is sealed with their keys. */
function kept({ import: id, files, today }: ImportOcf, { holders }: ImportPlan): OcfFact[] {
  return [...files].flatMap(([file, content]): OcfFact[] => {
    const { items: _, ...head } = content as { items?: unknown; file_type?: unknown };
    const fileType = typeof head.file_type === 'string' ? head.file_type : '';
    const all = fileType === 'OCF_MANIFEST_FILE' ? [content] : itemsOf(content);
    const people = all.filter((one) => holders.has(idOf(one)));
    const rest = all.filter((one) => !holders.has(idOf(one)));
    const chunks = Array.from({ length: Math.ceil(rest.length / CHUNK) }, (_unused, i) => rest.slice(i * CHUNK, (i + 1) * CHUNK));
    return [
      ...people.map((one): OcfFact => ({ type: 'StakeholderKept', effective: today, data: { import: id, ...holderOf(holders.get(idOf(one))!), stakeholder: idOf(one), stated: JSON.stringify(one) } })),
      ...chunks.map((chunk): OcfFact => ({ type: 'OcfObjectsKept', effective: today, data: { import: id, file, fileType, objects: chunk } })),
    ];
  });
}

const holderOf = ({ holder, name }: { holder: string; name: string }) => ({ holder, holderName: Label.safeParse(name).data ?? name.replaceAll(/\p{Cc}/gu, ' ').trim().slice(0, MOST_NAME) });
const idOf = (one: unknown): string => {
  const stated = typeof one === 'object' && one !== null ? (one as { id?: unknown; object_type?: unknown }) : {};
  return stated.object_type === 'STAKEHOLDER' && typeof stated.id === 'string' ? stated.id : '';
};

