import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  type AbandonRound, type CancelSafe, type CancelShares, capitalApi, type CapitalCommand, capitalDecider, type CloseRound, type IssueShares, type MakeCommitment, type OnDay, type OpenRound, type PreviewTerms,
  type ReverseRoundClose, type SetPool, type SignSafe, type WithdrawCommitment,
} from '@capstan/capital';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { Ask } from '../ledger/ask.ts';
import { Record } from '../ledger/record.ts';
import { capitalBook } from './book.view.ts';
import { capTable, ownershipHistory } from './cap-table.ts';
import { holdings } from './holdings.ts';
import { roundPreview } from './round-preview.ts';
import { rounds } from './rounds.view.ts';
import { safes } from './safes.view.ts';

/** The last day a question about the past or today can mean: that of its moment. */
const dayAsked = (caller: Caller) => caller.asOf?.slice(0, 10) ?? caller.today;

/** Shares, pool, SAFEs, rounds and the cap table. */
@Controller()
export class CapitalController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Endpoint(capitalApi.issueShares)
  issueShares(@Caller() caller: Caller, @Body() body: IssueShares) {
    const holding = caller.newId('holding');
    return this.record(caller, { type: 'IssueShares', holding, newHolder: caller.newId('holder'), today: caller.today, ...body }, holding);
  }

  @Endpoint(capitalApi.cancelShares)
  cancelShares(@Caller() caller: Caller, @Param('holding') holding: string, @Body() body: CancelShares) { return this.record(caller, { type: 'CancelShares', holding, rest: caller.newId('holding'), today: caller.today, ...body }, holding); }

  @Endpoint(capitalApi.setPool)
  setPool(@Caller() caller: Caller, @Body() body: SetPool) { return this.record(caller, { type: 'SetPool', today: caller.today, ...body }); }

  @Endpoint(capitalApi.signSafe)
  signSafe(@Caller() caller: Caller, @Body() body: SignSafe) {
    const safe = caller.newId('safe');
    return this.record(caller, { type: 'SignSafe', safe, newHolder: caller.newId('holder'), today: caller.today, ...body }, safe);
  }

  @Endpoint(capitalApi.cancelSafe)
  cancelSafe(@Caller() caller: Caller, @Param('safe') safe: string, @Body() body: CancelSafe) { return this.record(caller, { type: 'CancelSafe', safe, today: caller.today, ...body }, safe); }

  @Endpoint(capitalApi.openRound)
  openRound(@Caller() caller: Caller, @Body() body: OpenRound) {
    const round = caller.newId('round');
    return this.record(caller, { type: 'OpenRound', round, today: caller.today, ...body }, round);
  }

  @Endpoint(capitalApi.makeCommitment)
  makeCommitment(@Caller() caller: Caller, @Param('round') round: string, @Body() body: MakeCommitment) {
    const commitment = caller.newId('commitment');
    return this.record(caller, { type: 'MakeCommitment', round, commitment, newHolder: caller.newId('holder'), today: caller.today, ...body }, commitment);
  }

  @Endpoint(capitalApi.withdrawCommitment)
  withdrawCommitment(@Caller() caller: Caller, @Param('round') round: string, @Param('commitment') commitment: string, @Body() body: WithdrawCommitment) {
    return this.record(caller, { type: 'WithdrawCommitment', round, commitment, today: caller.today, ...body }, commitment);
  }

  @Endpoint(capitalApi.closeRound)
  closeRound(@Caller() caller: Caller, @Param('round') round: string, @Body() body: CloseRound) { return this.record(caller, { type: 'CloseRound', round, today: caller.today, ...body }, round); }

  @Endpoint(capitalApi.reverseRoundClose)
  reverseRoundClose(@Caller() caller: Caller, @Param('round') round: string, @Body() body: ReverseRoundClose) { return this.record(caller, { type: 'ReverseRoundClose', round, today: caller.today, ...body }, round); }

  @Endpoint(capitalApi.abandonRound)
  abandonRound(@Caller() caller: Caller, @Param('round') round: string, @Body() body: AbandonRound) { return this.record(caller, { type: 'AbandonRound', round, today: caller.today, ...body }, round); }

  @Endpoint(capitalApi.capTable)
  capTable(@Caller() caller: Caller, @Query() { on }: OnDay) { return this.queries.execute(new Ask(caller, (views) => capTable(views, caller.company, on ?? dayAsked(caller)))); }

  @Endpoint(capitalApi.ownershipHistory)
  ownershipHistory(@Caller() caller: Caller) { return this.queries.execute(new Ask(caller, (views) => ownershipHistory(views, caller.company, dayAsked(caller)))); }

  @Endpoint(capitalApi.holdings)
  holdings(@Caller() caller: Caller, @Query() { on }: OnDay) { return this.queries.execute(new Ask(caller, (views) => holdings(capitalBook(views, caller.company), on ?? dayAsked(caller)))); }

  @Endpoint(capitalApi.safes)
  safes(@Caller() caller: Caller) { return this.queries.execute(new Ask(caller, (views) => safes(views, caller.company))); }

  @Endpoint(capitalApi.rounds)
  rounds(@Caller() caller: Caller) { return this.queries.execute(new Ask(caller, (views) => rounds(views, caller.company))); }

  @Endpoint(capitalApi.roundPreview)
  roundPreview(@Caller() caller: Caller, @Param('round') round: string, @Query() terms: PreviewTerms) {
    return this.queries.execute(new Ask(caller, (views) => roundPreview(views, caller.company, round, terms, dayAsked(caller))));
  }

  private record(caller: Caller, command: CapitalCommand, id?: string) {
    return this.commands.execute(new Record(caller, capitalDecider, command, id ? { id } : {}));
  }
}
