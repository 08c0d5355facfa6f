import { ahp, ahpHierarchy, type AhpResult, type Comparison, type Goal, type Matrix, type Norm, pairwise, randomIndices, ranks, topsis, weightedSum } from '@capstan/decisions';
import type { Shaped } from '../case.ts';
import type { Engine } from '../engines.ts';
import { either, type Figures } from '../figure.ts';
import { allRead } from './all-read.ts';

type Pairs = Readonly<Record<string, number>>;

const compared = (pairs: Pairs): Comparison[] => Object.entries(pairs).map(([pair, times]) => {
  const [more, less] = pair.split('>') as [string, string];
  return { more, less, times };
});
const namesIn = (pairs: Pairs): string[] => [...new Set(Object.keys(pairs).flatMap((pair) => pair.split('>')))];
const byName = (names: readonly string[], values: readonly number[]): Figures => Object.fromEntries(names.map((name, i) => [name, values[i]]));

/** The consistency ratio under each table of random indices; the name of a case says which table it means. */
function consistency(result: (index: keyof typeof randomIndices) => AhpResult, prefix = ''): Figures {
  const ratio = (index: keyof typeof randomIndices) => result(index).consistencyRatio;
  return {
    [`${prefix}CR`]: either(ratio('saaty-1980'), ratio('saaty-2005'), ratio('donegan-dodd-1991')), [`${prefix}CR_saaty`]: either(ratio('saaty-1980'), ratio('saaty-2005')),
    [`${prefix}CR_1980`]: ratio('saaty-1980'), [`${prefix}CR_2005`]: ratio('saaty-2005'), [`${prefix}CR_donegan_dodd`]: ratio('donegan-dodd-1991'),
  };
}

function oneMatrix(input: Shaped): Figures {
  const pairs = input['pairs'] as Pairs;
  const order = (input['order'] as string[] | undefined) ?? namesIn(pairs);
  const result = (index: keyof typeof randomIndices) => ahp(pairwise(order, compared(pairs)), randomIndices[index]);
  const { weights, lambdaMax, completedPairs } = result('saaty-1980');
  return { weights: either(byName(order, weights), [...weights]), lambda_max: lambdaMax, completed_pairs: completedPairs, rank: ranks(weights), ...consistency(result) };
}

function hierarchy(input: Shaped): Figures {
  const names = namesIn(input['criteria'] as Pairs);
  const top = (index: keyof typeof randomIndices) => ahp(pairwise(names, compared(input['criteria'] as Pairs)), randomIndices[index]);
  const alternatives = namesIn(input[names[0]!] as Pairs);
  const under = names.map((name) => ahp(pairwise(alternatives, compared(input[name] as Pairs))).weights);
  const { weights, lambdaMax } = top('saaty-1980');
  const global = ahpHierarchy(weights, under);
  return {
    criteria: either([...weights], byName(names, weights)), lambda_max: lambdaMax, global: either(byName(alternatives, global), global),
    local: Object.fromEntries(names.map((name, i) => [name, byName(alternatives, under[i]!)])), ...consistency(top, 'criteria_'),
  };
}

interface Ranking { matrix: Matrix; weights: number[]; goals: Goal[]; norm: Norm }

function ranking(input: Shaped, norm: Norm): Ranking {
  const matrix = input['matrix'] as Matrix;
  const weights = Array.isArray(input['weights']) ? (input['weights'] as number[]) : (matrix[0] ?? []).map(() => 1);
  return { matrix, weights, goals: (input['objectives'] ?? []) as Goal[], norm };
}

/** The steps are words: only those the engine takes are taken. */
function normOf(steps: unknown): Norm {
  const words = typeof steps === 'string' ? steps : 'sum-scale';
  if (/sum.scale/.test(words)) return 'sum';
  const named = (['vector', 'range', 'max', 'none'] as const).find((norm) => words.includes(norm));
  if (!named) throw new Error(`steps not known: ${words}`);
  return named;
}

/** Choosing among alternatives. */
export const choiceKinds: Readonly<Record<string, Engine>> = allRead({
  ahp: ({ input }) => oneMatrix(input),
  ahp_hierarchy: ({ input }) => hierarchy(input),
  topsis: ({ input }) => {
    const closeness = topsis(ranking(input, (input['norm'] as Norm | undefined) ?? 'vector'));
    return { closeness, rank: ranks(closeness), similarity: closeness };
  },
  weighted_sum: ({ input }) => {
    const score = weightedSum(ranking(input, normOf(input['steps'])));
    return { score, rank: ranks(score) };
  },
});
