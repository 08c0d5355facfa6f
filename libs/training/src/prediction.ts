import { z } from 'zod';

const Row = z.record(z.string().max(200), z.union([z.number(), z.string().max(2000), z.null()]));
export type Row = z.infer<typeof Row>;

/** Base64 of a picture file: four characters for three bytes of at most 4 MB. */
const PICTURE_CHARACTERS = 5_600_000;
/** A picture of 256 × 256 in colour, the largest that a run learns from. */
const MOST_PIXELS = 256 * 256 * 3;
export const MOST_CONTINUED = 500;

/** One thing to judge, in the form that the model's signature asks for. */
export const Sample = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('row'), values: Row.describe('by column; what is left out or null is missing') }),
  z.object({ kind: z.literal('rows'), rows: z.array(Row).max(10_000).describe('oldest first, the column to predict among the others') }),
  z.object({ kind: z.literal('pixels'), pixels: z.array(z.number().min(0).max(255)).max(MOST_PIXELS).describe('row by row, the channels of a pixel side by side, 0 to 255') }),
  z.object({ kind: z.literal('picture'), file: z.base64().max(PICTURE_CHARACTERS).describe('a PNG or JPEG file as base64; it is brought to the size that the model knows') }),
  z.object({ kind: z.literal('text'), text: z.string().min(1).max(20_000) }),
  z.object({
    kind: z.literal('beginning'), text: z.string().min(1).max(20_000), length: z.number().int().min(1).max(MOST_CONTINUED).default(100).describe('tokens to go on with'),
    temperature: z.number().min(0).max(2).default(0.8).describe('0 always takes the likeliest token'), seed: z.number().int().min(0).max(2 ** 31 - 1).default(1),
  }),
]);
export type Sample = z.infer<typeof Sample>;

/** What a sample held that the model cannot read: characters and categories it never met. */
const unread = z.array(z.string());

/** The answer to one sample. Probabilities are in the order of the classes and add up to 1. */
export const Prediction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('classes'), class: z.string(), probabilities: z.array(z.object({ class: z.string(), probability: z.number().min(0).max(1) })), unread }),
  z.object({ kind: z.literal('quantity'), value: z.number(), unread }),
  z.object({ kind: z.literal('text'), text: z.string(), unread }),
]);
export type Prediction = z.infer<typeof Prediction>;

export const MOST_SAMPLES = 256;
