import { Body, Controller } from '@nestjs/common';
import {
  calculateAntiDilution, type CalculateAntiDilution, calculateIso, type CalculateIso, calculateLoan, type CalculateLoan, calculateNote, type CalculateNote, calculateReturns, type CalculateReturns, calculateRound, type CalculateRound,
  calculateSafe, type CalculateSafe, calculateVesting, type CalculateVesting, calculateWaterfall, type CalculateWaterfall, calculatorsApi,
} from '@capstan/capital';
import { isRefusal, type Refusal } from '@capstan/kernel';
import { Endpoint } from '../http/endpoint.ts';
import { refusalProblem } from '../http/problem.ts';

const orProblem = <A>(answer: A | Refusal): A => {
  if (isRefusal(answer)) throw refusalProblem(answer);
  return answer;
};

/** The engines of capital for anyone signed in: nothing is read, nothing is recorded. */
@Controller()
export class CalculatorsController {
  @Endpoint(calculatorsApi.round)
  round(@Body() body: CalculateRound) { return orProblem(calculateRound(body)); }

  @Endpoint(calculatorsApi.waterfall)
  waterfall(@Body() body: CalculateWaterfall) { return orProblem(calculateWaterfall(body)); }

  @Endpoint(calculatorsApi.vesting)
  vesting(@Body() body: CalculateVesting) { return calculateVesting(body); }

  @Endpoint(calculatorsApi.antiDilution)
  antiDilution(@Body() body: CalculateAntiDilution) { return orProblem(calculateAntiDilution(body)); }

  @Endpoint(calculatorsApi.safe)
  safe(@Body() body: CalculateSafe) { return orProblem(calculateSafe(body)); }

  @Endpoint(calculatorsApi.note)
  note(@Body() body: CalculateNote) { return orProblem(calculateNote(body)); }

  @Endpoint(calculatorsApi.returns)
  returns(@Body() body: CalculateReturns) { return orProblem(calculateReturns(body)); }

  @Endpoint(calculatorsApi.loan)
  loan(@Body() body: CalculateLoan) { return calculateLoan(body); }

  @Endpoint(calculatorsApi.iso)
  iso(@Body() body: CalculateIso) { return calculateIso(body); }
}
