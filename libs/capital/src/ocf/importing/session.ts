import { type Day, isRefusal, keyed, type Refusal } from '@capstan/kernel';
import type { CapitalCommand } from '../../commands.ts';
import { capitalDecider } from '../../decider.ts';
import type { CapitalFact } from '../../events.ts';
import { nameKey } from '../../names.ts';
import { refuse } from '../../refusals.ts';
import { type CapitalState, evolve } from '../../state.ts';
import type { ObjectKind, ObjectOf } from '../kinds.ts';
import type { OcfObject, OcfReading } from '../reading.ts';
import { ourId } from './ids.ts';
import { decided } from './pool.ts';
import { labelOf, sharesOf, Unrecordable } from './values.ts';

type Without<C> = C extends CapitalCommand ? Omit<C, 'today'> : never;
/** A command of the cap table, without the day on which it is asked. */
export type Asked = Without<CapitalCommand>;

/** The object as its type says it is. The reader has checked that. */
export function as<K extends ObjectKind>({ value, type }: OcfObject, kind: K): ObjectOf<K> {
  if (type.replace('PLAN_SECURITY', 'EQUITY_COMPENSATION') !== kind) throw new TypeError(`${type} is no ${kind}`);
  return value as ObjectOf<K>;
}

/**
 * An import under way: commands are decided one after the other, on a copy of the company's state; nothing is recorded
 * before all of them went well. What happened before the founding day on record is taken as it is stated.
 */
export class Session {
  readonly facts: CapitalFact[] = [];
  readonly reading: OcfReading;
  readonly today: Day;
  /** Securities that exist by now. */
  readonly begun = new Set<string>();
  #state: CapitalState;
  readonly #names: ReadonlyMap<string, string>;
  readonly #starts: ReadonlyMap<string, string>;

  constructor(reading: OcfReading, state: CapitalState, today: Day) {
    const { foundedOn: _, ...rest } = state;
    this.reading = reading;
    this.#state = rest;
    this.today = today;
    this.#names = namesOf(reading);
    this.#starts = new Map(reading.objects.filter((one) => one.type === 'TX_VESTING_START').map((one) => [one.value['security_id'] as string, one.value['date'] as string]));
  }

  get state(): CapitalState { return this.#state; }

  /** Decides a command. Throws what it refuses. */
  run(command: Asked): void {
    const facts = decided({ ...command, today: this.today }, this.#state);
    if (isRefusal(facts)) throw new Unrecordable(facts);
    this.facts.push(...facts);
    for (const one of facts) this.#state = evolve(this.#state, one);
  }

  /** Where an object begins; going back there undoes what it did. */
  mark(): { state: CapitalState; facts: number; begun: number } { return { state: this.#state, facts: this.facts.length, begun: this.begun.size }; }
  backTo({ state, facts, begun }: ReturnType<Session['mark']>): void {
    this.#state = state;
    this.facts.length = facts;
    for (const security of [...this.begun].slice(begun)) this.begun.delete(security);
  }

  /** What deciding a command would give, without doing it. */
  would(command: Asked): CapitalFact[] | Refusal { return capitalDecider.decide({ ...command, today: this.today }, this.#state); }

  /** The name a stakeholder goes by here. */
  holder(id: string): { name: string; newHolder: string } {
    return { name: labelOf(this.#names.get(id) ?? id, 'name.legal_name'), newHolder: ourId('holder', id) };
  }

  class(id: string): string {
    const stated = this.reading.index.byId.get(id);
    return stated ? labelOf(as(stated, 'STOCK_CLASS').name, 'name') : labelOf(id, 'stock_class_id');
  }

  issuance(security: string): OcfObject | undefined { return this.reading.index.securities.get(security); }

  /** The day on which vesting of a security started. */
  startOf(security: string): string | undefined { return this.#starts.get(security); }

  /** Shares that a security was issued for, as its issuance states them. */
  quantity(security: string): number | undefined {
    const stated = this.issuance(security)?.value['quantity'];
    return typeof stated === 'string' ? sharesOf(stated, 'quantity') : undefined;
  }

  /** Refuses a security whose id is taken by something that was here before. */
  begin(security: string, kind: 'holding' | 'grant' | 'warrant' | 'safe' | 'note'): string {
    const id = ourId(kind, security);
    const { stakes, grants, warrants, safes, notes } = this.#state;
    const tables = { holding: stakes, grant: grants.made, warrant: warrants, safe: safes, note: notes };
    if (keyed.at<unknown>(tables[kind], id) !== undefined) throw new Unrecordable(refuse('ocf-security-here', { field: 'security_id', value: security }, 'security_id'));
    this.begun.add(security);
    return id;
  }
}

/** Legal names; two stakeholders of one name are told apart by what the issuer calls them, or by their ids. */
function namesOf({ objects }: OcfReading): Map<string, string> {
  const all = objects.filter((one) => one.type === 'STAKEHOLDER').map((one) => as(one, 'STAKEHOLDER'));
  const often = Map.groupBy(all, (one) => nameKey(one.name.legal_name));
  return new Map(all.map((one) => {
    const alone = often.get(nameKey(one.name.legal_name))!.length === 1;
    const assigned = one['issuer_assigned_id'];
    return [one.id, alone ? one.name.legal_name : `${one.name.legal_name} (${typeof assigned === 'string' ? assigned : one.id})`];
  }));
}
