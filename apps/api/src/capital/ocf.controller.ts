import { createHash } from 'node:crypto';
import { Body, Controller, Inject } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { exportOcf, importedBefore, type ImportPlan, issuedOn, keptIn, MOST_SAID, ocfApi, ocfDecider, ocfRefusals, type PackageReport, type PackageUpload, planOcf } from '@capstan/capital';
import { fill } from '@capstan/kernel';
import { zipSync } from 'fflate';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { ProblemError, refusalProblem } from '../http/problem.ts';
import { STORE } from '../ledger/ledger.module.ts';
import { Record } from '../ledger/record.ts';
import type { Store } from '../ledger/store.ts';
import { companyFacts, importStateOf } from './company-facts.ts';
import { packageFiles } from './package-files.ts';

/** Packages of the Open Cap Table Format: what one would do, importing it, writing one. */
@Controller()
export class OcfController {
  constructor(private readonly commands: CommandBus, @Inject(STORE) private readonly store: Store) {}

  @Endpoint(ocfApi.checkPackage)
  async checkPackage(@Caller() caller: Caller, @Body() body: PackageUpload): Promise<PackageReport> {
    const { files, ignored, hash } = packageFiles(body);
    const state = importStateOf(await companyFacts(this.store, caller.company));
    const plan = planOcf(files, state.capital, caller.today, body.loose);
    return { ...reported(plan, caller), ignored: [...ignored], importedOn: state.imported[hash] ?? null };
  }

  @Endpoint(ocfApi.importPackage)
  async importPackage(@Caller() caller: Caller, @Body() body: PackageUpload) {
    const { files, hash } = packageFiles(body);
    const state = importStateOf(await companyFacts(this.store, caller.company));
    const id = caller.newId('import');
    const before = importedBefore(hash, state);
    if (before) throw refusalProblem(before);
    const plan = planOcf(files, state.capital, caller.today, body.loose);
    if (plan.version === null || (body.loose === 'refuse' && plan.problems.length > 0)) throw refused(plan);
    const receipt = await this.commands.execute(new Record(caller, ocfDecider, { type: 'ImportOcf', today: caller.today, import: id, hash, files, loose: body.loose }, { id }));
    return { ...receipt, id, ...keptIn(plan) };
  }

  @Endpoint(ocfApi.exportPackage)
  async exportPackage(@Caller() caller: Caller) {
    const facts = await companyFacts(this.store, caller.company, caller.asOf);
    const files = exportOcf(facts, { company: caller.company, asOf: caller.today, generatedAt: caller.asOf ?? caller.now, md5: (text) => createHash('md5').update(text).digest('hex') });
    const zip = zipSync(Object.fromEntries([...files].map(([name, text]) => [name, new TextEncoder().encode(text)])), { mtime: new Date(`${caller.today}T12:00:00Z`) });
    return { name: `cap-table-${caller.today}.ocf.zip`, zip: Buffer.from(zip).toString('base64'), files: [...files].map(([name, text]) => ({ name, text })) };
  }
}

function reported(plan: ImportPlan, caller: Caller) {
  const { version, issuer, asOf, files, types, facts, problems, notes, state } = plan;
  return {
    version, issuer, asOf, files: [...files], types: [...types], facts: facts.length, problemCount: problems.length, problems: problems.slice(0, MOST_SAID), notes: notes.slice(0, MOST_SAID),
    after: facts.length > 0 ? issuedOn(state, caller.today) : null,
  };
}

/** 400 with every problem of the package: which file, which object, which field. */
const refused = ({ problems }: ImportPlan): ProblemError =>
  new ProblemError(400, 'ocf-refused', fill(ocfRefusals['ocf-refused'], { count: problems.length }), { values: { count: problems.length }, errors: problems.slice(0, MOST_SAID) });
