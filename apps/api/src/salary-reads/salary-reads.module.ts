import { Controller, Inject, Module, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Views } from '@capstan/event-log';
import { type SalaryReadsAsked, salaryReadsApi, type SalaryReadsView } from '@capstan/team';
import { SalaryReads } from '../access/salary-reads.ts';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { Ask } from '../ledger/ask.ts';
import { type Room, room } from '../ledger/room.ts';

/** What people are called, by id; handed in, so that this room needs no other. */
export type NamesOf = (views: Views, company: string) => ReadonlyMap<string, string | null>;

const NAMES = Symbol('names');
const PAGE = 100;

@Controller()
export class SalaryReadsController {
  constructor(private readonly kept: SalaryReads, private readonly queries: QueryBus, @Inject(NAMES) private readonly namesOf: NamesOf) {}

  @Endpoint(salaryReadsApi.reads)
  async reads(@Caller() caller: Caller, @Query() asked: SalaryReadsAsked): Promise<SalaryReadsView> {
    const [found, readers] = await Promise.all([this.kept.list(caller.company, { ...asked, most: PAGE + 1 }), this.kept.readers(caller.company)]);
    const names = await this.queries.execute(new Ask(caller, (views) => this.namesOf(views, caller.company)));
    const reads = found.slice(0, PAGE).map(({ id, at, reader, readerName, token, asked: question, asOf, people }) => ({ id, at, reader, readerName, token, asked: question, asOf, people: people.map((person) => ({ person, name: names.get(person) ?? null })) }));
    return { reads, next: found.length > PAGE ? reads.at(-1)!.id : null, readers };
  }
}

/** The list in which founders see who has looked at salaries. */
export function salaryReadsRoom(namesOf: NamesOf): Room {
  @Module({ controllers: [SalaryReadsController], providers: [{ provide: NAMES, useValue: namesOf }] })
  class SalaryReadsModule {}
  return room({ module: SalaryReadsModule, facts: [], views: [], policies: [] });
}
