import type { Room } from './ledger/room.ts';
import { calculatorsRoom } from './calculators/calculators.module.ts';
import { capitalRoom } from './capital/capital.module.ts';
import { debtRoom } from './capital/debt.module.ts';
import { loanFlows } from './capital/loans.ts';
import { companyRoom } from './company/company.module.ts';
import { computeRoom } from './compute/compute.module.ts';
import { decisionsRoom } from './decisions/decisions.module.ts';
import { ledgerBrowserRoom } from './ledger-browser/ledger-browser.module.ts';
import { marketRoom } from './market/market.module.ts';
import { modelsRoom } from './models/models.module.ts';
import { expectedRevenue } from './planning/expected-revenue.ts';
import { mlflowRoom } from './mlflow/mlflow.module.ts';
import { planningRoom } from './planning/planning.module.ts';
import { runwayWith } from './planning/runway-with.ts';
import { reportSources } from './report-sources.ts';
import { reportsRoom } from './reports/reports.module.ts';
import { salaryReadsRoom } from './salary-reads/salary-reads.module.ts';
import { sweepsRoom } from './sweeps/sweeps.module.ts';
import { namesOfPeople } from './team/people.view.ts';
import { teamRoom } from './team/team.module.ts';
import { datasetOf } from './training/datasets.view.ts';
import { runsElsewhere } from './training/runs-elsewhere.ts';
import { memoryProblem } from './training/request-run.ts';
import { trainingRoom } from './training/training.module.ts';
import { sweepBase, trialRuns } from './training/trial-runs.ts';

/** Every context the API serves, one line each. */
export const rooms: readonly Room[] = [
  companyRoom,
  capitalRoom,
  debtRoom(expectedRevenue(loanFlows)),
  computeRoom,
  marketRoom,
  planningRoom(loanFlows),
  decisionsRoom(runwayWith(loanFlows)),
  reportsRoom(reportSources(loanFlows)),
  teamRoom,
  salaryReadsRoom(namesOfPeople),
  trainingRoom,
  sweepsRoom({ runs: trialRuns, base: sweepBase, problem: memoryProblem }),
  mlflowRoom(runsElsewhere),
  modelsRoom(datasetOf),
  ledgerBrowserRoom,
  calculatorsRoom,
];
