import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type OnDay, type RenameScenario, type SaveScenario, scenarioApi, type ScenarioCommand, scenarioDecider, simulatorStartOn } from '@capstan/capital';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { Ask } from '../ledger/ask.ts';
import { Record } from '../ledger/record.ts';
import { capitalBook } from './book.view.ts';
import { scenarios } from './scenarios.view.ts';

/** Rounds to come: what they are played on, and scenarios of them. */
@Controller()
export class ScenariosController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Endpoint(scenarioApi.simulatorStart)
  simulatorStart(@Caller() caller: Caller, @Query() { on }: OnDay) {
    const day = on ?? caller.asOf?.slice(0, 10) ?? caller.today;
    return this.queries.execute(new Ask(caller, (views) => simulatorStartOn(capitalBook(views, caller.company).state, day)));
  }

  @Endpoint(scenarioApi.scenarios)
  scenarios(@Caller() caller: Caller) { return this.queries.execute(new Ask(caller, (views) => scenarios(views, caller.company))); }

  @Endpoint(scenarioApi.saveScenario)
  saveScenario(@Caller() caller: Caller, @Body() body: SaveScenario) { return this.record(caller, { type: 'SaveScenario', scenario: caller.newId('scenario'), today: caller.today, ...body }); }

  @Endpoint(scenarioApi.changeScenario)
  changeScenario(@Caller() caller: Caller, @Param('scenario') scenario: string, @Body() body: SaveScenario) { return this.record(caller, { type: 'ChangeScenario', scenario, today: caller.today, ...body }); }

  @Endpoint(scenarioApi.renameScenario)
  renameScenario(@Caller() caller: Caller, @Param('scenario') scenario: string, @Body() body: RenameScenario) { return this.record(caller, { type: 'RenameScenario', scenario, today: caller.today, ...body }); }

  @Endpoint(scenarioApi.dropScenario)
  dropScenario(@Caller() caller: Caller, @Param('scenario') scenario: string) { return this.record(caller, { type: 'DropScenario', scenario, today: caller.today }); }

  private record(caller: Caller, command: ScenarioCommand) {
    return this.commands.execute(new Record(caller, scenarioDecider, command, { id: command.scenario }));
  }
}
