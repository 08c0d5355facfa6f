import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  type BillReceipt, budgetDecider, computeApi, computeRefusals, type EndReservation, gpuPriceDecider, type ImportBill, type MakeReservation, type ObserveGpuPrice, type RecordSpend,
  reservationDecider, type SetGpuBudget, spendDecider, type TakeBack,
} from '@capstan/compute';
import { addMonths, monthOf, refusing } from '@capstan/kernel';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { refusalProblem } from '../http/problem.ts';
import { contentHash, RunningImports } from '../imports/running-imports.ts';
import { AskAlike } from '../ledger/alike.ts';
import { Ask } from '../ledger/ask.ts';
import { Record } from '../ledger/record.ts';
import { readBill } from './bill-import.ts';
import { bills } from './bills.view.ts';
import { gpuPrices, reservations } from './capacity.view.ts';
import { computeSpend } from './spend-by-month.ts';
import { spendLines } from './spend.view.ts';

const refuse = refusing(computeRefusals);
interface Range { from?: string; to?: string }

/** Compute: spend, bills, budgets, reservations, prices. */
@Controller()
export class ComputeController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus, private readonly imports: RunningImports) {}

  @Endpoint(computeApi.recordSpend)
  recordSpend(@Caller() caller: Caller, @Body() body: RecordSpend) {
    const spend = caller.newId('spend');
    return this.commands.execute(new Record(caller, spendDecider, { type: 'RecordSpend', spend, today: caller.today, ...body }, { id: spend }));
  }

  @Endpoint(computeApi.reverseSpend)
  reverseSpend(@Caller() caller: Caller, @Param('spend') spend: string, @Body() { reason }: TakeBack) {
    return this.commands.execute(new Record(caller, spendDecider, { type: 'ReverseSpend', spend, reason }, { id: spend }));
  }

  @Endpoint(computeApi.importBill)
  async importBill(@Caller() caller: Caller, @Body() body: ImportBill): Promise<BillReceipt> {
    const read = await readBill(this.imports, caller.company, body.import, body.text);
    const bill = caller.newId('bill');
    const receipt = await this.commands.execute(new Record(caller, spendDecider, { type: 'ImportBill', bill, fileHash: contentHash(body.text), ...read }, { id: bill }));
    const { lines, credits, from, to, total, exactTotal, groups } = read;
    return { ...receipt, lines, credits, from, to, total, exactTotal, groups: groups.length };
  }

  @Endpoint(computeApi.importProgress)
  importProgress(@Caller() caller: Caller, @Param('import') name: string) {
    const progress = this.imports.progress(caller.company, name);
    if (!progress) throw refusalProblem(refuse('import-unknown'));
    return progress;
  }

  @Endpoint(computeApi.stopImport)
  stopImport(@Caller() caller: Caller, @Param('import') name: string) {
    return { stopped: this.imports.stop(caller.company, name) };
  }

  @Endpoint(computeApi.reverseBill)
  reverseBill(@Caller() caller: Caller, @Param('bill') bill: string, @Body() { reason }: TakeBack) {
    return this.commands.execute(new Record(caller, spendDecider, { type: 'ReverseBill', bill, reason }, { id: bill }));
  }

  @Endpoint(computeApi.setGpuBudget)
  setGpuBudget(@Caller() caller: Caller, @Body() body: SetGpuBudget) {
    return this.commands.execute(new Record(caller, budgetDecider, { type: 'SetGpuBudget', ...body }));
  }

  @Endpoint(computeApi.makeReservation)
  makeReservation(@Caller() caller: Caller, @Body() body: MakeReservation) {
    const reservation = caller.newId('reservation');
    return this.commands.execute(new Record(caller, reservationDecider, { type: 'MakeReservation', reservation, ...body }, { id: reservation }));
  }

  @Endpoint(computeApi.endReservation)
  endReservation(@Caller() caller: Caller, @Param('reservation') reservation: string, @Body() body: EndReservation) {
    return this.commands.execute(new Record(caller, reservationDecider, { type: 'EndReservation', reservation, ...body }, { id: reservation }));
  }

  @Endpoint(computeApi.observeGpuPrice)
  observeGpuPrice(@Caller() caller: Caller, @Body() body: ObserveGpuPrice) {
    const price = caller.newId('price');
    return this.commands.execute(new Record(caller, gpuPriceDecider, { type: 'ObserveGpuPrice', price, today: caller.today, ...body }, { id: price }));
  }

  @Endpoint(computeApi.spend)
  spend(@Caller() caller: Caller, @Query() range: Range) {
    return this.queries.execute(new AskAlike(caller, computeApi.spend, range, ({ views, company, today, query }) => computeSpend(views, company, today, query)));
  }

  @Endpoint(computeApi.spendLines)
  spendLines(@Caller() caller: Caller, @Query() { from, to }: Range) {
    const last = to ?? monthOf(caller.today);
    return this.queries.execute(new Ask(caller, (views) => spendLines(views, caller.company, from ?? addMonths(last, -11), last)));
  }

  @Endpoint(computeApi.bills)
  bills(@Caller() caller: Caller) { return this.queries.execute(new Ask(caller, (views) => bills(views, caller.company))); }

  @Endpoint(computeApi.reservations)
  reservations(@Caller() caller: Caller) { return this.queries.execute(new Ask(caller, (views) => reservations(views, caller.company, monthOf(caller.today)))); }

  @Endpoint(computeApi.gpuPrices)
  gpuPrices(@Caller() caller: Caller) { return this.queries.execute(new Ask(caller, (views) => gpuPrices(views, caller.company))); }
}
