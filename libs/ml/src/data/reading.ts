/** How the cells of a column become numbers for a model: one on its scale, or one for each category. */
export type ColumnReading =
  | { readonly type: 'number'; readonly name: string; readonly mean: number; readonly zero: number; readonly unit: number; readonly border: { readonly low: number; readonly high: number } | null }
  | { readonly type: 'category'; readonly name: string; readonly categories: readonly string[] };

/** Characters by their places, or the merges of byte pairs over them. */
export interface TokenReading { readonly alphabet: readonly string[]; readonly merges: readonly (readonly [left: number, right: number])[] | null }

/** The label: classes by their places, or a quantity with what 0 and 1 stand for. */
export type LabelReading = { readonly type: 'classes'; readonly name: string; readonly classes: readonly string[] } | { readonly type: 'quantity'; readonly name: string; readonly mean: number; readonly deviation: number };

/** All that turns something new into inputs of a model, and its outputs into an answer: learned from the training part, kept with the weights. */
export type Reading =
  | { readonly kind: 'pixels'; readonly height: number; readonly width: number; readonly channels: number; readonly classes: readonly string[] }
  | { readonly kind: 'row'; readonly columns: readonly ColumnReading[]; readonly label: LabelReading }
  | { readonly kind: 'rows'; readonly columns: readonly ColumnReading[]; readonly label: LabelReading; readonly window: number; readonly horizon: number }
  | { readonly kind: 'document'; readonly tokens: TokenReading; readonly steps: number; readonly classes: readonly string[] }
  | { readonly kind: 'text'; readonly tokens: TokenReading; readonly steps: number };
