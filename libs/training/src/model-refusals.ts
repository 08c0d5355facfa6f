import { refusing } from '@capstan/kernel';

/** What the registry and its models refuse. */
export const modelRefusals = {
  'model-unknown': 'There is no such model.',
  'version-unknown': 'This model has no version {version}.',
  'alias-unknown': 'No version of this model is called {alias}.',
  'version-known': 'These weights are already version {version} of this model.',
  'version-retired': 'Version {version} was retired.',
  'version-in-use': 'Version {version} is still called {alias}: move or remove that name first.',
  'alias-invalid': 'An alias begins with a letter and holds small letters, digits and dashes, at most 40.',
  'alias-there': 'Version {version} is already called {alias}.',
  'run-not-finished': 'Only a finished run can be registered.',
  'run-without-weights': 'This run has no weights: a naive baseline is a rule.',
  'artifact-missing': 'The weights of this version are not on this machine.',
  'artifact-damaged': 'The weights cannot be read: {problem}.',
  'dataset-missing': 'The data of this version is not on this machine.',
  'reduced-already': 'The weights of version {version} are stored in fewer bits already; start from the one it was made from.',
  'reduction-goes-on': 'Measuring the smaller version takes longer. It goes on, and stands here as a version when it is done.',
  'sample-does-not-fit': 'This model wants a sample of the kind {wanted}, not {found}.',
  'column-strange': 'This model knows no column called {column}.',
  'cell-not-a-number': 'The column {column} is a number.',
  'rows-do-not-fit': 'This model reads {wanted} rows one after another; there are {found}.',
  'pixels-do-not-fit': 'This model reads {wanted} numbers of pixels; there are {found}.',
  'picture-unreadable': 'This is not a PNG or JPEG picture that can be read.',
  'text-unreadable': 'The model has met none of the characters of this text.',
  'export-does-not-fit': 'A {model} cannot be written as layers of TensorFlow.js: {why}. Its weights can be had as safetensors.',
  'models-busy': 'The process that runs the models did not answer in time, or died. It is started again with the next request.',
} as const;

export const refuse = refusing(modelRefusals);
