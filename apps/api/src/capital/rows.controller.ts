import { Body, Controller, Inject } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { guessColumns, MOST_ROWS, MOST_ROWS_TEXT, planRows, refuse, rowsApi, rowsDecider, type RowsMapping, RowsReader, rowsRefusals, type RowsReport, type RowsUpload, type OcfState } from '@capstan/capital';
import { type FieldProblem, fill } from '@capstan/kernel';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { isRefusedAs, ProblemError, refusalProblem } from '../http/problem.ts';
import { contentHash, type Limits, RunningImports } from '../imports/running-imports.ts';
import { STORE } from '../ledger/ledger.module.ts';
import { Record } from '../ledger/record.ts';
import type { Store } from '../ledger/store.ts';
import { companyFacts, importedAs, importStateOf } from './company-facts.ts';

const MOST_PROBLEMS = 200;
const MIB = 1024 * 1024;
const limits: Limits = {
  text: MOST_ROWS_TEXT, rows: MOST_ROWS,
  refuse: (what, values) => (what === 'too-large' ? refuse('rows-too-large', { most: MOST_ROWS_TEXT / MIB }) : what === 'too-many-rows' ? refuse('rows-too-many', values) : refuse('rows-unreadable', { problem: what, ...values })),
};

interface Read { readonly reader: RowsReader; readonly mapping: RowsMapping; readonly hash: string; readonly state: OcfState }

/** Holders and grants from CSV files: what one would do row by row, and importing it. */
@Controller()
export class RowsController {
  constructor(private readonly commands: CommandBus, private readonly imports: RunningImports, @Inject(STORE) private readonly store: Store) {}

  @Endpoint(rowsApi.checkRows)
  async checkRows(@Caller() caller: Caller, @Body() body: RowsUpload): Promise<RowsReport> {
    const read = await this.read(caller, body);
    const problems = this.problemsOf(read, caller);
    return { header: [...read.reader.header], mapping: { ...read.mapping } as RowsReport['mapping'], rows: problems.length > 0 ? 0 : read.reader.finish().rows.length, problemCount: problems.length, problems: problems.slice(0, MOST_PROBLEMS) };
  }

  @Endpoint(rowsApi.importRows)
  async importRows(@Caller() caller: Caller, @Body() body: RowsUpload) {
    const read = await this.read(caller, body);
    if (read.reader.problems.length > 0) throw refused(read.reader.problems);
    const id = caller.newId('import');
    const command = new Record(caller, rowsDecider, { type: 'ImportRows', today: caller.today, import: id, hash: read.hash, name: body.name, rows: read.reader.finish(), mapping: read.mapping }, { id });
    const receipt = await this.commands.execute(command).catch((error: unknown) => { throw isRefusedAs(error, 'rows-refused') ? refused(this.problemsOf(read, caller)) : error; });
    return { ...receipt, id, rows: (await importedAs(this.store, caller.company, id)).recorded };
  }

  private async read(caller: Caller, { text, kind, mapping: given }: RowsUpload): Promise<Read> {
    const state = importStateOf(await companyFacts(this.store, caller.company));
    let mapping: RowsMapping = {};
    const reader = await this.imports.read(caller.company, undefined, text, limits, (header) => {
      const names = header.map((h) => h.trim());
      mapping = given ?? guessColumns(kind, names);
      return new RowsReader(kind, names, mapping, state.capital.currency ?? '');
    });
    if (!reader) throw refusalProblem(refuse('rows-empty'));
    return { reader, mapping, hash: contentHash(`${kind}\n${text}`), state };
  }

  /** What is wrong with cells first; only then is what the cap table says of whole rows. */
  private problemsOf({ reader, mapping, hash, state }: Read, caller: Caller): readonly FieldProblem[] {
    return reader.problems.length > 0 ? reader.problems : planRows({ rows: reader.finish(), hash, mapping }, state.capital, caller.today).problems;
  }
}

/** 400 with the cells that need a look. */
const refused = (problems: readonly FieldProblem[]): ProblemError =>
  new ProblemError(400, 'rows-refused', fill(rowsRefusals['rows-refused'], { count: problems.length }), { values: { count: problems.length }, errors: problems.slice(0, MOST_PROBLEMS) });
