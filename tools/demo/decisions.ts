import { decisionsApi } from '@capstan/decisions';
import { reportsApi } from '@capstan/reports';
import type { DemoPerson } from './client.ts';
import type { Pilots } from './pilots.ts';
import { eur, type Scene } from './records.ts';
import { LAST_MONTH } from './story.ts';

type Named = { criterion?: string; candidate?: string; name?: string; aspect?: string };

/** Criteria a year of production is judged by: 6 × 10¹⁷ operations retrain the reader every week. */
const YEAR_OF_TRAINING = { convention: 'linear-in-flops', flops: 6e17 };

async function criteriaOf(founder: DemoPerson, company: string, selection: string): Promise<Map<string, string>> {
  const { criteria } = await founder.get(decisionsApi.selection, { company, selection });
  return new Map((criteria as Named[]).map((c) => [c.aspect === 'own' ? c.name! : c.aspect!, c.criterion!]));
}

/** Which technology reads the notes: scores bound to the pilots' accuracy and cost, the rest given with reasons. */
export async function technology({ founder, company, shift }: Scene, runs: Pilots): Promise<void> {
  const { id } = await founder.send('selection-technology', decisionsApi.openSelection, { company }, { kind: 'technology', title: 'Reader for handwritten delivery notes', question: 'Which model reads quantities well enough to bill from, at a cost the plan can carry?', currency: 'EUR' });
  const selection = String(id);
  const of = { company, selection };
  await founder.send('criterion-accuracy', decisionsApi.addCriterion, of, { name: 'Reading accuracy', weight: 3, scale: { measure: 'fraction', worst: 0.85, best: 0.99, curve: 'linear' } });
  const criteria = await criteriaOf(founder, company, selection);
  await founder.send('criterion-budget', decisionsApi.setCriterion, { ...of, criterion: criteria.get('budget')! }, { name: 'Budget', aspect: 'budget', weight: 1, scale: { measure: 'money', worst: 5_000_000, best: 50_000, curve: 'log' } });
  const candidates = [
    ['cnn', 'Convolutional network', { 'market-demand': [8, 'Reads single digits as customers print them'], maturity: [9, 'Thirty years in postal sorting'], 'team-capability': [8, 'Leonie and Anselm have shipped two'] }],
    ['lstm', 'Recurrent network', { 'market-demand': [8, 'Reads whole lines, which two customers ask for'], maturity: [7, 'Well understood, slower to train'], 'team-capability': [6, 'Nobody has run one in production'] }],
    ['baseline', 'No model: people correct everything', { 'market-demand': [2, 'Customers leave because of typing'], maturity: [10, 'It is what happens today'], 'team-capability': [10, 'Nothing to learn'] }],
  ] as const;
  const ids: Record<string, string> = {};
  for (const [pilot, name, scores] of candidates) {
    const added = await founder.send(`candidate-${pilot}`, decisionsApi.addCandidate, of, { name });
    ids[pilot] = String(added['id']);
    const at = { ...of, candidate: ids[pilot] };
    for (const [aspect, [score, reason]] of Object.entries(scores)) await founder.send(`score-${pilot}-${aspect}`, decisionsApi.giveScore, { ...at, criterion: criteria.get(aspect)! }, { score, reason });
    await founder.send(`evidence-${pilot}-accuracy`, decisionsApi.bindEvidence, { ...at, criterion: criteria.get('Reading accuracy')! }, { evidence: { kind: 'run-accuracy', run: runs[pilot], metric: 'accuracy' } });
    if (pilot === 'baseline') await founder.send('score-baseline-budget', decisionsApi.giveScore, { ...at, criterion: criteria.get('budget')! }, { score: 2, reason: 'Two more people to type, about EUR 70,000 a year' });
    else await founder.send(`evidence-${pilot}-cost`, decisionsApi.bindEvidence, { ...at, criterion: criteria.get('budget')! }, { evidence: { kind: 'run-cost', run: runs[pilot], scaling: YEAR_OF_TRAINING } });
  }
  await founder.send('decide-technology', decisionsApi.decide, of, { chosen: ids['cnn'], reason: 'Reads best and trains for the least; lines can come later.', effect: { burnPerMonth: eur(180_000), oneOff: eur(600_000), from: shift.ahead(2) } });
}

const model = (price: number, requests: number, fixed: number, volume: number, unit: string) => ({
  unit, price: eur(price), inference: { requestsPerUnit: requests, tokensPerRequest: 900, perMillionTokens: '1.40' },
  hosting: eur(Math.round(price * 0.04)), otherUnitCost: eur(Math.round(price * 0.05)), fixedMonthly: eur(fixed), expectedVolume: volume,
});

/** How to charge for it: per note, or a seat for a month. */
export async function businessModel({ founder, company, shift }: Scene): Promise<void> {
  const { id } = await founder.send('selection-business', decisionsApi.openSelection, { company }, { kind: 'business-model', title: 'How customers pay', question: 'Per delivery note, or per seat and month?', currency: 'EUR', standardCriteria: false });
  const of = { company, selection: String(id) };
  await founder.send('criterion-effect', decisionsApi.addCriterion, of, { name: 'What it earns a month', weight: 3, scale: { measure: 'money', worst: 0, best: 2_000_000, curve: 'linear' } });
  await founder.send('criterion-margin', decisionsApi.addCriterion, of, { name: 'Gross margin', weight: 2, scale: { measure: 'fraction', worst: 0.5, best: 0.9, curve: 'linear' } });
  await founder.send('criterion-fit', decisionsApi.addCriterion, of, { name: 'Fits how customers buy', weight: 1 });
  const criteria = await criteriaOf(founder, company, of.selection);
  const ways = [
    ['notes', 'Per thousand notes', model(9_500, 1000, 450_000, 190, 'thousand notes'), 8, 'Freight is priced per shipment everywhere'],
    ['seats', 'Per seat and month', model(12_900, 1400, 450_000, 110, 'seat a month'), 5, 'Dispatch offices share one login'],
  ] as const;
  const ids: Record<string, string> = {};
  for (const [key, name, economics, fit, why] of ways) {
    const added = await founder.send(`way-${key}`, decisionsApi.addCandidate, of, { name, model: economics });
    const at = { ...of, candidate: (ids[key] = String(added['id'])) };
    await founder.send(`way-${key}-effect`, decisionsApi.bindEvidence, { ...at, criterion: criteria.get('What it earns a month')! }, { evidence: { kind: 'model', figure: 'monthly-effect' } });
    await founder.send(`way-${key}-margin`, decisionsApi.bindEvidence, { ...at, criterion: criteria.get('Gross margin')! }, { evidence: { kind: 'model', figure: 'gross-margin' } });
    await founder.send(`way-${key}-fit`, decisionsApi.giveScore, { ...at, criterion: criteria.get('Fits how customers buy')! }, { score: fit, reason: why });
  }
  await founder.send('decide-business', decisionsApi.decide, of, { chosen: ids['notes'], reason: 'Earns more at the volumes we see and bills the way freight does.', effect: { burnPerMonth: eur(-350_000), oneOff: eur(0), from: shift.ahead(3) } });
}

/** Last month's investor report, published. */
export async function report({ founder, company, shift }: Scene): Promise<void> {
  const month = shift.month(LAST_MONTH);
  const { id } = await founder.send('report-draft', reportsApi.draft, { company }, {
    month, title: 'Investor update',
    shows: { figures: ['cash', 'net-burn', 'runway-plan', 'runway-decision', 'revenue', 'headcount', 'gpu-spend'], money: 'shown', runwayChart: true, capTable: true, decisions: true, trainings: true },
    highlights: ['Two freight forwarders moved from pilot to contract.', 'Recurring revenue grew for the fifteenth month in a row.'],
    lowlights: ['Hiring a product designer takes longer than planned.'],
    asks: ['Introductions to port operators in Rotterdam and Gdańsk.'],
  });
  await founder.send('report-publish', reportsApi.publish, { company, report: String(id) }, {});
}
