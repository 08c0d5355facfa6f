import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  type CancelNote, type CancelWarrant, type CapitalCommand, capitalDecider, type ConvertShares, type ExerciseWarrant, type IssueWarrant, type OnDay, type RepayNote, type RepurchaseShares, securitiesApi, type SetClassTerms, type SignNote,
  type SplitShares, type TransferShares,
} from '@capstan/capital';
import type { Day } from '@capstan/kernel';
import { companyCurrency } from '../exchange/exchange.view.ts';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { Ask } from '../ledger/ask.ts';
import { Record } from '../ledger/record.ts';
import { type Book, capitalBook } from './book.view.ts';
import { holder, holders } from './holders.ts';
import { classes, notes, warrants } from './securities.ts';

/** What happens to shares after their issue, share classes, warrants, convertible notes, and who holds them. */
@Controller()
export class SecuritiesController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Endpoint(securitiesApi.setClassTerms)
  setClassTerms(@Caller() caller: Caller, @Body() body: SetClassTerms) { return this.record(caller, { type: 'SetClassTerms', today: caller.today, ...body }); }

  @Endpoint(securitiesApi.splitShares)
  splitShares(@Caller() caller: Caller, @Body() body: SplitShares) { return this.record(caller, { type: 'SplitShares', today: caller.today, ...body }); }

  @Endpoint(securitiesApi.transferShares)
  transferShares(@Caller() caller: Caller, @Param('holding') holding: string, @Body() body: TransferShares) {
    const moved = caller.newId('holding');
    return this.record(caller, { type: 'TransferShares', holding, moved, rest: caller.newId('holding'), newHolder: caller.newId('holder'), today: caller.today, ...body }, moved);
  }

  @Endpoint(securitiesApi.repurchaseShares)
  repurchaseShares(@Caller() caller: Caller, @Param('holding') holding: string, @Body() body: RepurchaseShares) {
    return this.record(caller, { type: 'RepurchaseShares', holding, rest: caller.newId('holding'), today: caller.today, ...body }, holding);
  }

  @Endpoint(securitiesApi.convertShares)
  convertShares(@Caller() caller: Caller, @Param('holding') holding: string, @Body() body: ConvertShares) {
    const into = caller.newId('holding');
    return this.record(caller, { type: 'ConvertShares', holding, into, rest: caller.newId('holding'), today: caller.today, ...body }, into);
  }

  @Endpoint(securitiesApi.issueWarrant)
  issueWarrant(@Caller() caller: Caller, @Body() body: IssueWarrant) {
    const warrant = caller.newId('warrant');
    return this.record(caller, { type: 'IssueWarrant', warrant, newHolder: caller.newId('holder'), today: caller.today, ...body }, warrant);
  }

  @Endpoint(securitiesApi.exerciseWarrant)
  exerciseWarrant(@Caller() caller: Caller, @Param('warrant') warrant: string, @Body() body: ExerciseWarrant) {
    const holding = caller.newId('holding');
    return this.record(caller, { type: 'ExerciseWarrant', warrant, holding, today: caller.today, ...body }, holding);
  }

  @Endpoint(securitiesApi.cancelWarrant)
  cancelWarrant(@Caller() caller: Caller, @Param('warrant') warrant: string, @Body() body: CancelWarrant) { return this.record(caller, { type: 'CancelWarrant', warrant, today: caller.today, ...body }, warrant); }

  @Endpoint(securitiesApi.signNote)
  signNote(@Caller() caller: Caller, @Body() body: SignNote) {
    const note = caller.newId('note');
    return this.record(caller, { type: 'SignNote', note, newHolder: caller.newId('holder'), today: caller.today, ...body }, note);
  }

  @Endpoint(securitiesApi.repayNote)
  repayNote(@Caller() caller: Caller, @Param('note') note: string, @Body() body: RepayNote) { return this.record(caller, { type: 'RepayNote', note, today: caller.today, ...body }, note); }

  @Endpoint(securitiesApi.cancelNote)
  cancelNote(@Caller() caller: Caller, @Param('note') note: string, @Body() body: CancelNote) { return this.record(caller, { type: 'CancelNote', note, today: caller.today, ...body }, note); }

  @Endpoint(securitiesApi.classes)
  classes(@Caller() caller: Caller, @Query() query: OnDay) { return this.ask(caller, query, classes); }

  @Endpoint(securitiesApi.warrants)
  warrants(@Caller() caller: Caller, @Query() query: OnDay) { return this.ask(caller, query, warrants); }

  @Endpoint(securitiesApi.notes)
  notes(@Caller() caller: Caller, @Query() query: OnDay) { return this.ask(caller, query, notes); }

  @Endpoint(securitiesApi.holders)
  holders(@Caller() caller: Caller, @Query() query: OnDay) { return this.ask(caller, query, holders); }

  @Endpoint(securitiesApi.holder)
  holder(@Caller() caller: Caller, @Param('holder') id: string, @Query() query: OnDay) { return this.ask(caller, query, (book, on, currency) => holder(book, id, on, currency)); }

  private ask<T>(caller: Caller, { on }: OnDay, question: (book: Book, on: Day, currency: string) => T) {
    const day = on ?? caller.asOf?.slice(0, 10) ?? caller.today;
    return this.queries.execute(new Ask(caller, (views) => question(capitalBook(views, caller.company), day, companyCurrency(views, caller.company)!)));
  }

  private record(caller: Caller, command: CapitalCommand, id?: string) {
    return this.commands.execute(new Record(caller, capitalDecider, command, id ? { id } : {}));
  }
}
