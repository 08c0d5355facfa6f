import { z } from 'zod';

const count = z.number().int().nonnegative();
const name = z.string();

/** A column of a row: the mean of a number in training stands in where it is missing, a category is one of those that training knew. */
export const ColumnForm = z.discriminatedUnion('type', [
  z.object({ type: z.literal('number'), name, mean: z.number() }),
  z.object({ type: z.literal('category'), name, categories: z.array(z.string()) }),
]);
export type ColumnForm = z.infer<typeof ColumnForm>;

/** What a model wants to be shown: a row, `window` rows one after another, a picture of one size, a text to judge, or one to go on with. */
export const InputForm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('row'), columns: z.array(ColumnForm) }),
  z.object({ kind: z.literal('rows'), columns: z.array(ColumnForm), window: count, horizon: count }),
  z.object({ kind: z.literal('picture'), height: count, width: count, channels: count }),
  z.object({ kind: z.literal('text'), window: count.describe('tokens that are read; what comes after them is not') }),
  z.object({ kind: z.literal('beginning'), window: count.describe('tokens that are looked back at') }),
]);
export type InputForm = z.infer<typeof InputForm>;

/** What it answers: classes with probabilities, a quantity in the unit of its column, or a text. */
export const OutputForm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('classes'), classes: z.array(z.string()) }),
  z.object({ kind: z.literal('quantity'), name }),
  z.object({ kind: z.literal('text') }),
]);
export type OutputForm = z.infer<typeof OutputForm>;

/** The two sides of a model, recorded when it is registered. */
export const Signature = z.object({ input: InputForm, output: OutputForm }).meta({ id: 'ModelSignature' });
export type Signature = z.infer<typeof Signature>;
