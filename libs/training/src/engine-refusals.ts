/** Why the engine will not take some data or a spec, or ended a run. It says so in these sentences; screens find the code again by them. */
export const engineSentences = {
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
  'documents-broken': 'Line {line} is not JSON with a text and a label.',
  'documents-one-class': 'All texts are of one class.',
  'documents-too-few': 'There are {found} texts; at least {needed} are needed.',
  'pictures-unreadable': 'These pictures cannot be read: {problem}.',
  'pictures-one-class': 'All pictures are of one class.',
  'picture-broken': 'The file {file} is not a picture that can be read.',
  'picture-sizes-differ': 'The picture {file} has {width}×{height} pixels, the first one {expected}. Give one size for all of them.',
  'pictures-too-large': 'These pictures take {found} MB unpacked; at most {limit} MB can be learned from.',
  'loss-does-not-fit': 'This loss does not fit this data: classes and characters are measured by cross-entropy, quantities by the mean squared error or Huber.',
  'memory-too-small': 'A step of this run needs about {needed} MB, and a run has {limit} MB: a smaller batch or a smaller model fits.',
  'pictures-too-small': 'Pictures of {height}×{width} cannot be halved {blocks} times.',
  'dataset-changed': 'The data is not what the run was asked for: its content has changed.',
  'checkpoint-damaged': 'The checkpoint of this run cannot be read: {problem}.',
  'checkpoint-of-another-run': 'The checkpoint in this folder belongs to another run.',
  'not-a-number-at-step': 'The loss was no longer a number at epoch {epoch}, step {step}. A lower learning rate usually helps.',
  'not-a-number-validating': 'The loss was no longer a number at epoch {epoch}, while validating. A lower learning rate usually helps.',
  'disk-full': 'The disk was full when a checkpoint was to be written, after {epochs} epochs.',
} as const;

/** What stands between the fixed words of a sentence, by its name. */
function valuesIn(sentence: string, template: string): Record<string, string> | undefined {
  const names: string[] = [];
  const pattern = template.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\\\{(\w+)\\\}/g, (_, name: string) => { names.push(name); return '(.+?)'; });
  const found = new RegExp(`^${pattern}$`, 's').exec(sentence);
  return found ? Object.fromEntries(names.map((name, i) => [name, found[i + 1]!])) : undefined;
}

/** The code and the values of a sentence that the engine has said; undefined for one that is none of its own. */
export function engineRefusalOf(sentence: string): { code: keyof typeof engineSentences; values: Record<string, string> } | undefined {
  for (const [code, template] of Object.entries(engineSentences)) {
    const values = valuesIn(sentence, template);
    if (values) return { code: code as keyof typeof engineSentences, values };
  }
  return undefined;
}
