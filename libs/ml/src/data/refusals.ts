import { refusing } from '@capstan/kernel';

/** Why the engine will not take some data or a spec. */
export const engineRefusals = {
  'file-unreadable': 'This file cannot be read.',
  'file-empty': 'This file is empty.',
  'file-too-large': 'This file is larger than {limit} MB.',
  'file-not-utf8': 'This file is not UTF-8 text.',
  'text-too-short': 'This text has {found} characters; a language model needs at least {needed}.',
  'text-one-character': 'This text holds only one kind of character.',
  'table-broken': 'Line {line} cannot be read: {problem}.',
  'row-width-changes': 'Line {line} has {found} columns, the header has {expected}.',
  'number-too-large': 'The column “{column}” holds numbers beyond 10^{limit}.',
  'column-named-twice': 'Two columns are called “{column}”.',
  'too-few-rows': 'This table has {found} rows with a label; at least {needed} are needed.',
  'label-unknown': 'There is no column called “{label}”.',
  'label-single-class': 'The label column “{label}” says the same in every row.',
  'label-too-many-classes': 'The label column “{label}” has {found} different values; at most {limit} can be told apart.',
  'no-features': 'No column is left to learn from beside the label.',
  'too-many-features': 'This table becomes {found} features; at most {limit} can be learned from.',
  'class-too-rare': 'The class “{class}” has only one sample: it cannot be both learned and checked.',
  'split-empty': 'No sample is left to check the model with.',
  'model-does-not-fit': 'This model does not fit this data: {why}.',
  'setting-does-not-fit': 'A setting of this run says nothing about data of the kind {kind}.',
  'series-needs-quantity': 'A time series predicts a quantity; the label column “{label}” holds classes.',
  'series-too-short': 'This series has {found} rows; windows of {window} rows and {horizon} ahead need at least {needed}.',
  'vocabulary-too-small': 'This text has {alphabet} different characters: a vocabulary of {vocabulary} tokens cannot hold them.',
  'loss-does-not-fit': 'This loss does not fit this data: classes and characters are measured by cross-entropy, quantities by the mean squared error or Huber.',
  'memory-too-small': 'A step of this run needs about {needed} MB, and a run has {limit} MB: a smaller batch or a smaller model fits.',
  'pictures-too-small': 'Pictures of {height}×{width} cannot be halved {blocks} times.',
  'dataset-changed': 'The data is not what the run was asked for: its content has changed.',
  'checkpoint-damaged': 'The checkpoint of this run cannot be read: {problem}.',
  'checkpoint-of-another-run': 'The checkpoint in this folder belongs to another run.',
} as const;

export const refuse = refusing(engineRefusals);
