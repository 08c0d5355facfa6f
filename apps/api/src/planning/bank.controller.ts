import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { refusing } from '@capstan/kernel';
import { bankDecider, type BankReceipt, type ClassifyTransaction, type DropPlanned, type ImportBank, planningApi, planningRefusals, type SetOpeningBalance, type TransactionKind } from '@capstan/planning';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { refusalProblem } from '../http/problem.ts';
import { contentHash, RunningImports } from '../imports/running-imports.ts';
import { Ask } from '../ledger/ask.ts';
import { Record } from '../ledger/record.ts';
import { readStatement } from './bank-import.ts';
import { bankView, transactions } from './bank.view.ts';

const refuse = refusing(planningRefusals);

/** Bank accounts: imports, transactions and what they were. */
@Controller()
export class BankController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus, private readonly imports: RunningImports) {}

  @Endpoint(planningApi.importBank)
  async importBank(@Caller() caller: Caller, @Body() body: ImportBank): Promise<BankReceipt> {
    const statement = await readStatement(this.imports, caller.company, body, caller.today);
    const { account, currency, mapping } = body;
    const batch = caller.newId('batch');
    const receipt = await this.commands.execute(new Record(caller, bankDecider, { type: 'ImportBankTransactions', batch, account, currency, mapping, fileHash: contentHash(`${account}\n${body.text}`), ...statement }, { id: batch }));
    const { batches } = await this.queries.execute(new Ask(caller, (views) => bankView(views, caller.company)));
    const { added, known } = batches.find((b) => b.batch === batch) ?? { added: statement.lines, known: 0 };
    return { ...receipt, lines: statement.lines, added, known, from: statement.from, to: statement.to };
  }

  @Endpoint(planningApi.importProgress)
  importProgress(@Caller() caller: Caller, @Param('import') name: string) {
    const progress = this.imports.progress(caller.company, name);
    if (!progress) throw refusalProblem(refuse('import-unknown'));
    return progress;
  }

  @Endpoint(planningApi.stopImport)
  stopImport(@Caller() caller: Caller, @Param('import') name: string) {
    return { stopped: this.imports.stop(caller.company, name) };
  }

  @Endpoint(planningApi.reverseBatch)
  reverseBatch(@Caller() caller: Caller, @Param('batch') batch: string, @Body() { reason }: DropPlanned) {
    return this.commands.execute(new Record(caller, bankDecider, { type: 'ReverseBankBatch', batch, reason }, { id: batch }));
  }

  @Endpoint(planningApi.setOpeningBalance)
  setOpeningBalance(@Caller() caller: Caller, @Body() body: SetOpeningBalance) {
    return this.commands.execute(new Record(caller, bankDecider, { type: 'SetOpeningBalance', today: caller.today, ...body }));
  }

  @Endpoint(planningApi.classifyTransaction)
  classify(@Caller() caller: Caller, @Param('transaction') transaction: string, @Body() { kind }: ClassifyTransaction) {
    return this.commands.execute(new Record(caller, bankDecider, { type: 'ClassifyTransaction', transaction, kind }));
  }

  @Endpoint(planningApi.bank)
  bank(@Caller() caller: Caller) { return this.queries.execute(new Ask(caller, (views) => bankView(views, caller.company))); }

  @Endpoint(planningApi.transactions)
  transactions(@Caller() caller: Caller, @Query() query: { kind?: TransactionKind; month?: string; page: number }) {
    return this.queries.execute(new Ask(caller, (views) => transactions(views, caller.company, query)));
  }
}
