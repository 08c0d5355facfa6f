import { refusing } from '@capstan/kernel';

/** What training refuses, in words for people: the web says them in the reader's language by the same code. */
export const trainingRefusals = {
  'run-unknown': 'There is no such training run.',
  'run-exists': 'A run with this id was already requested.',
  'run-over': 'This run has already ended.',
  'run-leased': 'Another trainer holds this run until {until}.',
  'run-not-leased': 'No trainer holds this run.',
  'lease-lost': 'This lease is no longer valid: the run went to another trainer.',
  'model-does-not-fit': 'A model of the kind {model} cannot learn from a dataset of the kind {kind}.',
  'setting-does-not-fit': 'This setting says nothing about a dataset of the kind {kind}.',
  'memory-too-small': 'A step of this run needs about {needed} MB, and a run has {limit} MB: a smaller batch or a smaller model fits.',
  'loss-does-not-fit': 'Classes and characters are measured by cross-entropy, quantities by the mean squared error or Huber.',
  'heads-do-not-divide-width': 'The width must be a multiple of the number of heads.',
  'label-unknown': 'The table has no column called {label}.',
  'label-needs-table': 'Only a table has a column to predict.',
  'dataset-unknown': 'There is no such dataset.',
  'dataset-known': 'The same content is already here under the name {name}.',
  'dataset-built-in': 'A built-in dataset cannot be withdrawn.',
  'dataset-empty': 'The file holds no data.',
  'dataset-too-short': 'A text needs at least {needed} characters; this one has {found}.',
  'dataset-too-large': 'The file is larger than {limit} MB.',
  'dataset-not-text': 'The file is not UTF-8 text.',
  'dataset-not-labelled-texts': 'Each line must be a JSON object with “text” and “label” (line {line}).',
  'dataset-not-base64': 'The file did not arrive whole.',
  'pictures-unreadable': 'This is neither a zip archive with pictures in it nor a batch of CIFAR-10.',
  'pictures-one-class': 'The pictures must stand in a folder for each class, two or more.',
  'pictures-too-few': 'There are {found} pictures; at least {needed} are needed.',
  'dataset-not-a-table': 'The file is not a CSV table with a header and at least one row (line {line}).',
  'machine-unknown': 'This company has not been founded yet, so there is no currency to price a machine in.',
  'currency-differs': 'Prices of this company are in {currency}.',
} as const;

export const refuse = refusing(trainingRefusals);
