import { createHash } from 'node:crypto';
import { Body, Controller, Inject } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { exportOcf, type ImportPlan, issuedOn, MOST_SAID, ocfApi, ocfDecider, ocfRefusals, type PackageReport, type PackageUpload, planOcf } from '@capstan/capital';
import { type Fact, fill, type Permission } from '@capstan/kernel';
import { zipSync } from 'fflate';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { isRefusedAs, ProblemError } from '../http/problem.ts';
import { STORE } from '../ledger/ledger.module.ts';
import { Record } from '../ledger/record.ts';
import type { Store } from '../ledger/store.ts';
import { companyFacts, importedAs, importStateOf } from './company-facts.ts';
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
    const id = caller.newId('import');
    const command = new Record(caller, ocfDecider, { type: 'ImportOcf', today: caller.today, import: id, hash, files, loose: body.loose }, { id });
    const receipt = await this.commands.execute(command).catch(async (error: unknown) => {
      throw isRefusedAs(error, 'ocf-refused') ? refused(planOcf(files, importStateOf(await companyFacts(this.store, caller.company)).capital, caller.today, body.loose)) : error;
    });
    return { ...receipt, id, ...(await importedAs(this.store, caller.company, id)) };
  }

  @Endpoint(ocfApi.exportPackage)
  async exportPackage(@Caller() caller: Caller) {
    const facts = shownTo(caller, await companyFacts(this.store, caller.company, caller.asOf));
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

/** Addresses and tax numbers of people leave the house only with those who may see what is personal. */
const OPENS_PERSONAL: Permission = 'salaries:read';
const shownTo = (caller: Caller, facts: readonly Fact[]): readonly Fact[] =>
  !facts.some((one) => one.type === 'StakeholderKept') || caller.holds(OPENS_PERSONAL) ? facts : facts.map((one) => (one.type === 'StakeholderKept' ? { ...one, data: { ...(one.data as object), stated: null } } : one));

/** 400 with every problem of the package: which file, which object, which field. */
const refused = ({ problems }: ImportPlan): ProblemError =>
  new ProblemError(400, 'ocf-refused', fill(ocfRefusals['ocf-refused'], { count: problems.length }), { values: { count: problems.length }, errors: problems.slice(0, MOST_SAID) });
