import { type Day, type Fact, type Instant, keyed } from '@capstan/kernel';
import type { CapitalFact } from '../../events.ts';
import { classNamed } from '../../securities/classes.ts';
import { type CapitalState, evolve, noCapital } from '../../state.ts';
import { fileKinds, type FileKind } from '../kinds.ts';
import type { Shaped } from '../reading.ts';
import { classes } from './classes.ts';
import { accelerated, conditionMet, ended, grantCancelled, grantMade, noteSigned, planAdopted, poolChanged, safeSigned, taken, terminated, warrantCancelled, warrantExercised, warrantIssued } from './rights.ts';
import { cancelled, converted, issued, repurchased, round, split, transferred } from './stock.ts';
import { PackageWriter } from './writer.ts';

/** What a package says of itself. `md5` makes the checksum that the format asks for from the text of a file. */
export interface PackageOptions { readonly company: string; readonly asOf: Day; readonly generatedAt: Instant; readonly md5: (text: string) => string }

const fileNames: Record<FileKind, string> = {
  OCF_STOCK_PLANS_FILE: 'StockPlans', OCF_STOCK_LEGEND_TEMPLATES_FILE: 'StockLegends', OCF_STOCK_CLASSES_FILE: 'StockClasses', OCF_VESTING_TERMS_FILE: 'VestingTerms', OCF_VALUATIONS_FILE: 'Valuations',
  OCF_TRANSACTIONS_FILE: 'Transactions', OCF_STAKEHOLDERS_FILE: 'Stakeholders', OCF_FINANCINGS_FILE: 'Financings', OCF_DOCUMENTS_FILE: 'Documents',
};
export const OCF_VERSION = '1.2.1-alpha+main';

/**
 * The cap table of a company as a package of the Open Cap Table Format 1.2: file name → JSON text, the manifest among them. `all` are the
 * facts of the company from its founding, in order. What came from a package stands in it again word for word; ids stay the
 * same from one export to the next. What the format has no field for travels in comments.
 */
export function exportOcf(all: readonly Fact[], options: PackageOptions): Map<string, string> {
  const { writer, state, manifest, name, changed } = written(all);
  classes(writer, state, changed);
  const files = [...writer.files()].filter(([kind, objects]) => objects.length > 0 || needed.has(kind)).map(([kind, items]) => ({ kind, name: `${fileNames[kind]}.ocf.json`, text: text({ file_type: kind, items }) }));
  const lists = Object.fromEntries(Object.entries(fileKinds).map(([kind, list]) => [list, files.filter((f) => f.kind === kind).map((f) => ({ filepath: `./${f.name}`, md5: options.md5(f.text) }))]));
  const issuer = manifest?.['issuer'] ?? { object_type: 'ISSUER', id: options.company, legal_name: name.name, formation_date: name.foundedOn, country_of_formation: name.country, tax_ids: [] };
  const comments = manifest?.['comments'] === undefined ? {} : { comments: manifest['comments'] };
  return new Map([...files.map((f) => [f.name, f.text] as const), ['Manifest.ocf.json', text({ file_type: 'OCF_MANIFEST_FILE', ocf_version: OCF_VERSION, issuer, as_of: options.asOf, generated_at: options.generatedAt, ...lists, ...comments })]]);
}

/** Files that a manifest must list, be they empty. */
const needed = new Set<FileKind>(['OCF_STOCK_CLASSES_FILE', 'OCF_STAKEHOLDERS_FILE', 'OCF_TRANSACTIONS_FILE']);
const text = (content: Shaped): string => `${JSON.stringify(content, null, 2)}\n`;

type Founded = Extract<CapitalFact, { type: 'CompanyFounded' }>['data'];
interface Written { readonly writer: PackageWriter; readonly state: CapitalState; readonly manifest: Shaped | undefined; readonly name: Founded; readonly changed: ReadonlySet<string> }

function written(all: readonly Fact[]): Written {
  const facts = withoutReversed(all as readonly CapitalFact[]);
  const name = facts.find((one) => one.type === 'CompanyFounded')!.data;
  const writer = new PackageWriter(name.currency);
  const manifest = keepStated(facts, writer);
  const seen = new Set<string>();
  const changed = new Set<string>();
  let [state, covered] = [noCapital, 0];
  for (const one of facts) {
    const after = evolve(state, one);
    if (covered > 0 && one.type !== 'CapTableImported') covered -= 1;
    else if (one.type === 'CapTableImported') covered = one.data.format === 'ocf' ? one.data.facts : 0;
    else {
      for (const name of amended(one, state, after)) changed.add(name);
      write(writer, one, state, after, seen);
    }
    state = after;
  }
  return { writer, state, manifest, name, changed };
}

/** Classes that a fact gives other terms: those of a round, whose price lowers conversion prices or whose class is paid first, too. Splits are played again. */
const amended = ({ type }: CapitalFact, before: CapitalState, after: CapitalState): string[] =>
  type === 'SharesSplit' ? [] : keyed.values(after.classes).filter((c) => c.terms.length > 0 && classNamed(before.classes, c.name)?.terms !== c.terms).map((c) => c.name);

/** Closes that were taken back never happened, as far as anybody outside is told. */
function withoutReversed(facts: readonly CapitalFact[]): CapitalFact[] {
  const gone = new Set<CapitalFact>();
  facts.forEach((one, i) => {
    if (one.type !== 'RoundCloseReversed') return;
    gone.add(one);
    const close = facts.slice(0, i).findLast((f) => f.type === 'RoundClosed' && f.data.round === one.data.round);
    if (close) gone.add(close);
  });
  return facts.filter((one) => !gone.has(one));
}

/** Puts the objects of earlier packages in first, and answers the manifest of the last one. */
function keepStated(facts: readonly CapitalFact[], writer: PackageWriter): Shaped | undefined {
  let manifest: Shaped | undefined;
  for (const one of facts) {
    if (one.type === 'StakeholderKept') {
      const { holder, holderName, stakeholder, stated } = one.data;
      writer.known(holder, stakeholder);
      writer.keep('OCF_STAKEHOLDERS_FILE', stated === null ? { object_type: 'STAKEHOLDER', id: stakeholder, name: { legal_name: holderName }, stakeholder_type: 'INDIVIDUAL' } : (JSON.parse(stated) as Shaped));
    }
    if (one.type !== 'OcfObjectsKept') continue;
    if (one.data.fileType === 'OCF_MANIFEST_FILE') manifest = one.data.objects[0] as Shaped;
    else for (const stated of one.data.objects) writer.keep(one.data.fileType as FileKind, stated);
  }
  return manifest;
}

/** What a fact is in the format. Rounds that are still open, commitments and saved scenarios are no part of a cap table. */
function write(writer: PackageWriter, one: CapitalFact, before: CapitalState, after: CapitalState, seen: Set<string>): void {
  switch (one.type) {
    case 'SharesIssued': return issued(writer, one.data);
    case 'SharesCancelled': return cancelled(writer, one.data, before);
    case 'SharesRepurchased': return repurchased(writer, one.data, before);
    case 'SharesTransferred': return transferred(writer, one.data, before);
    case 'SharesConverted': return converted(writer, one.data, before);
    case 'SharesSplit': return split(writer, one.data);
    case 'RoundClosed': return closed(writer, one.data, after);
    case 'PoolSet': return poolChanged(writer, commonOf(after), one.data.setOn, after);
    case 'PlanAdopted': return planAdopted(writer, one.data);
    case 'GrantMade': return grantMade(writer, one.data, seen);
    case 'VestingConditionMet': return conditionMet(writer, one.data, before);
    case 'GrantAccelerated': return accelerated(writer, one.data);
    case 'GrantTerminated': return terminated(writer, one.data);
    case 'GrantCancelled': return grantCancelled(writer, one.data, before);
    case 'GrantExercised': case 'UnitsReleased': return taken(writer, one);
    case 'SafeSigned': return safeSigned(writer, one.data);
    case 'SafeCancelled': return ended(writer, one.data.safe, keyed.at(before.safes, one.data.safe)!.amount, one.data.cancelledOn, one.data.reason);
    case 'NoteSigned': return noteSigned(writer, one.data);
    case 'NoteCancelled': return ended(writer, one.data.note, keyed.at(before.notes, one.data.note)!.principal, one.data.cancelledOn, one.data.reason);
    case 'NoteRepaid': return ended(writer, one.data.note, one.data.paid ?? keyed.at(before.notes, one.data.note)!.principal, one.data.repaidOn, 'repaid', true);
    case 'WarrantIssued': return warrantIssued(writer, one.data);
    case 'WarrantExercised': return warrantExercised(writer, one.data);
    case 'WarrantCancelled': return warrantCancelled(writer, one.data, before);
    default:
  }
}

function closed(writer: PackageWriter, data: Extract<CapitalFact, { type: 'RoundClosed' }>['data'], after: CapitalState): void {
  round(writer, data);
  if (data.poolIncrease > 0) poolChanged(writer, commonOf(after), data.closedOn, after);
}

const commonOf = (state: CapitalState): string => keyed.values(state.classes)[0]?.name ?? 'Common';
