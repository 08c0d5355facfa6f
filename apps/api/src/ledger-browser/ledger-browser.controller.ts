import { Controller, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { GENESIS, headOf, verifyCompany } from '@capstan/event-log';
import { ledgerApi, type LedgerChoices, type LedgerEvent, type LedgerPage, type LedgerQuery, ledgerRefusals, type LedgerVerdict, type Permission, refusing } from '@capstan/kernel';
import { Members } from '../access/members.ts';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { Ask } from '../ledger/ask.ts';
import { STORE } from '../ledger/ledger.module.ts';
import type { Store } from '../ledger/store.ts';
import { choices, factPlace, recordedFacts } from './recorded-facts.view.ts';

const refuse = refusing(ledgerRefusals);
/** Whoever reads the ledger without this sees that a field is personal, not what it says. */
const OPENS_PERSONAL: Permission = 'salaries:read';

/** Reading the ledger itself: line by line, one event whole, and whether its chains hold. */
@Controller()
export class LedgerBrowserController {
  constructor(private readonly queries: QueryBus, private readonly members: Members, @Inject(STORE) private readonly store: Store) {}

  @Endpoint(ledgerApi.events)
  async events(@Caller() caller: Caller, @Query() query: LedgerQuery): Promise<LedgerPage> {
    const page = await this.queries.execute(new Ask(caller, (views) => recordedFacts(views, caller.company, query)));
    return { ...page, lines: await Promise.all(page.lines.map((one) => this.named(one))) };
  }

  @Endpoint(ledgerApi.event)
  async event(@Caller() caller: Caller, @Param('event') id: string): Promise<LedgerEvent> {
    const { line, ...mentions } = await this.queries.execute(new Ask(caller, (views) => factPlace(views, caller.company, id) ?? refuse('event-unknown')));
    return { ...(await this.named(line)), ...(await this.recorded(line, caller)), ...mentions };
  }

  @Endpoint(ledgerApi.choices)
  async choices(@Caller() caller: Caller): Promise<LedgerChoices> {
    const { types, actors } = await this.queries.execute(new Ask(caller, (views) => choices(views, caller.company)));
    return { types, actors: await Promise.all(actors.map((one) => this.named(one))) };
  }

  @Endpoint(ledgerApi.verify)
  verify(@Caller() caller: Caller): Promise<LedgerVerdict> { return verifyCompany(this.store.log, caller.company); }

  /** What the log itself holds of an event: its data with personal fields opened for those who may see them, and its envelope. */
  private async recorded({ stream, revision }: { stream: string; revision: number }, caller: Caller) {
    const around = await this.store.log.read(stream, Math.max(0, revision - 1), 2);
    const [before, stored] = revision === 0 ? [undefined, around[0]!] : [around[0]!, around[1]!];
    const { data, personal = [], opaque = false, meta: { schema, command, causation, correlation, hash } } = this.store.codec.decode(stored);
    const hidden = personal.length === 0 || caller.holds(OPENS_PERSONAL) ? [] : personal;
    const shown = Object.fromEntries(Object.entries(data as object).map(([field, value]) => [field, hidden.includes(field) ? null : (value as unknown)]));
    return { data: shown, personal: [...personal], opaque, schema, command, causation, correlation, hash, previousHash: before ? headOf(before).hash : GENESIS };
  }

  private async named<T extends { actor: string }>(one: T): Promise<T & { by: string }> { return { ...one, by: (await this.members.user(one.actor))?.name ?? one.actor }; }
}
