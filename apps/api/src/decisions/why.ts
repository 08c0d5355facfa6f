import type { Explained } from '@capstan/kernel';
import type { BusinessModel, Cell, Economics, Ranked, Selection } from '@capstan/decisions';

type Input = Explained['inputs'][number];
const number = (name: string, value: number | null, unit?: string, facts?: readonly string[]): Input => ({ name, value: { kind: 'number', number: value, ...(unit && { unit }) }, ...(facts && facts.length > 0 && { facts: [...facts] }) });
const money = (name: string, value: { amount: number; currency: string } | null): Input => ({ name, value: { kind: 'money', money: value } });
const text = (name: string, value: string): Input => ({ name, value: { kind: 'text', text: value } });

/** Why a candidate has its total: each score with its weight, and the events behind scores that come from evidence. */
export function totalWhy(selection: Selection, ranked: Ranked, cells: readonly Cell[]): Explained {
  const own = cells.filter((c) => c.candidate === ranked.candidate);
  const facts = [...new Set(own.flatMap((c) => c.facts))];
  const inputs = selection.criteria.flatMap(({ criterion, name, weight }) => {
    const cell = own.find((c) => c.criterion === criterion);
    return [number(name, cell?.score ?? null, `× ${weight}`, cell?.facts)];
  });
  return { metric: 'decision-total', convention: 'weighted-sum', inputs: [...inputs, number('total', ranked.total)], facts: facts.slice(0, 200), factCount: facts.length };
}

const explained = (metric: string, inputs: Input[]): Explained => ({ metric, inputs, facts: [], factCount: 0 });

/** Why a business model earns what it earns. Its inputs are the founder's own assumptions: no events stand behind them. */
export function economicsWhy(model: BusinessModel, e: Economics) {
  const { requestsPerUnit, tokensPerRequest, perMillionTokens } = model.inference;
  const margin = [money('price', model.price), text('unit-cost', e.unitCost), text('margin', e.margin)];
  return {
    unitCost: explained('unit-cost', [number('requests-per-unit', requestsPerUnit), number('tokens-per-request', tokensPerRequest), text('per-million-tokens', perMillionTokens), text('inference-per-unit', e.inferencePerUnit), money('hosting', model.hosting), money('other-unit-cost', model.otherUnitCost)]),
    grossMargin: explained('unit-gross-margin', margin),
    breakEven: explained('break-even-volume', [money('fixed-monthly', model.fixedMonthly), text('margin', e.margin)]),
    monthlyEffect: explained('model-monthly-effect', [text('margin', e.margin), number('expected-volume', model.expectedVolume), money('fixed-monthly', model.fixedMonthly)]),
  };
}
