import type { Task } from '@capstan/training';

interface Origin {
  /** SHA-256 of the content. */
  readonly hash: string;
  readonly bytes: number;
  /** Made by a program instead of observed. */
  readonly synthetic: boolean;
}

/** Pictures of one size, each of one class; pixels row by row, channels last, 0 to 255. */
export interface Images extends Origin {
  readonly kind: 'images';
  readonly task: 'classification';
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly classes: readonly string[];
  readonly pixels: Uint8Array;
  readonly labels: Int32Array;
}

/** A text as codes into its alphabet (characters by code point, in order). */
export interface Text extends Origin {
  readonly kind: 'text';
  readonly task: 'language-model';
  readonly alphabet: readonly string[];
  readonly codes: Int32Array;
}

/** Texts, each of one class, as codes into the alphabet of all of them. */
export interface Documents extends Origin {
  readonly kind: 'documents';
  readonly task: 'classification';
  readonly classes: readonly string[];
  readonly labels: Int32Array;
  readonly alphabet: readonly string[];
  readonly texts: readonly string[];
}

export interface NumberColumn { readonly name: string; readonly type: 'number'; readonly values: Float64Array; readonly missing: number }
/** `codes` index `categories`; −1 stands for a missing cell. */
export interface CategoryColumn { readonly name: string; readonly type: 'category'; readonly categories: readonly string[]; readonly codes: Int32Array; readonly missing: number }
export type Column = NumberColumn | CategoryColumn;

/** Rows of a CSV file by column. A missing number is NaN. The label column has no missing cells. */
export interface Table extends Origin {
  readonly kind: 'table';
  readonly task: Extract<Task, 'classification' | 'regression'>;
  readonly rows: number;
  readonly features: readonly Column[];
  readonly label: Column;
  readonly dropped: readonly { readonly name: string; readonly why: string; readonly type: Column['type']; readonly missing: number }[];
}

export type Dataset = Images | Text | Documents | Table;
