import { Controller, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ledgerApi, type LedgerEvent, type LedgerLine, type LedgerPage, type LedgerQuery, ledgerRefusals, type LedgerVerdict, refusing } from '@capstan/kernel';
import { verifyCompany } from '@capstan/event-log';
import { Members } from '../access/members.ts';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { refusalProblem } from '../http/problem.ts';
import { Ask } from '../ledger/ask.ts';
import { STORE } from '../ledger/ledger.module.ts';
import type { Store } from '../ledger/store.ts';
import { type BookLine, line, lines, types } from './book.view.ts';

const refuse = refusing(ledgerRefusals);

/** Reading the ledger itself: line by line, one event whole, and whether its chains hold. */
@Controller()
export class BookController {
  constructor(private readonly queries: QueryBus, private readonly members: Members, @Inject(STORE) private readonly store: Store) {}

  @Endpoint(ledgerApi.events)
  async events(@Caller() caller: Caller, @Query() query: LedgerQuery): Promise<LedgerPage> {
    const page = await this.queries.execute(new Ask(caller, (views) => lines(views, caller.company, query)));
    return { ...page, lines: page.lines.map((one) => this.named(one)) };
  }

  @Endpoint(ledgerApi.event)
  async event(@Caller() caller: Caller, @Param('event') id: string): Promise<LedgerEvent> {
    const found = await this.queries.execute(new Ask(caller, (views) => line(views, caller.company, id)));
    const [stored] = found ? await this.store.log.read(found.line.stream, found.line.revision, 1) : [];
    if (!found || !stored) throw refusalProblem(refuse('event-unknown'));
    const { data, opaque = false, meta: { schema, command, causation, correlation, hash } } = this.store.codec.decode(stored);
    return { ...this.named(found.line), data, opaque, schema, command, causation, correlation, hash, led: found.led.map((one) => this.named(one)) };
  }

  @Endpoint(ledgerApi.types)
  types(@Caller() caller: Caller) { return this.queries.execute(new Ask(caller, (views) => types(views, caller.company))); }

  @Endpoint(ledgerApi.verify)
  async verify(@Caller() caller: Caller): Promise<LedgerVerdict> { return verifyCompany(this.store.log, caller.company); }

  private named(one: BookLine): LedgerLine { return { ...one, by: this.members.user(one.actor)?.name ?? one.actor }; }
}
