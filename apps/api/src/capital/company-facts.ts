import { type CapitalFact, ocfDecider, type OcfState } from '@capstan/capital';
import type { Fact } from '@capstan/kernel';
import type { Store } from '../ledger/store.ts';

const PAGE = 500;

/** Every fact of a company's own stream in the order it was recorded, personal fields opened; up to a moment, where one is asked for. */
export async function companyFacts({ log, codec }: Pick<Store, 'log' | 'codec'>, company: string, until?: string): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (let from = 0; ; from += PAGE) {
    const page = await log.read(`company-${company}`, from, PAGE);
    for (const stored of page) {
      const fact = codec.decode(stored);
      if (!fact.opaque && (until === undefined || fact.meta.at <= until)) facts.push({ type: fact.type, data: fact.data, effective: fact.meta.effective });
    }
    if (page.length < PAGE) return facts;
  }
}

/** The cap table and what was imported before, as these facts leave them. */
export const importStateOf = (facts: readonly Fact[]): OcfState => (facts as readonly CapitalFact[]).reduce<OcfState>((state, one) => ocfDecider.evolve(state, one), ocfDecider.initial);

/** What an import recorded, as its own fact says: a command that comes again gets the same answer. */
export async function importedAs(store: Pick<Store, 'log' | 'codec'>, company: string, id: string): Promise<{ facts: number; recorded: number; stated: number }> {
  const about = ((await companyFacts(store, company)) as readonly CapitalFact[]).find((one) => one.type === 'CapTableImported' && one.data.import === id);
  if (about?.type !== 'CapTableImported') throw new Error(`the import ${id} is not in the ledger of ${company}`);
  const { facts, recorded, stated } = about.data;
  return { facts, recorded, stated };
}
