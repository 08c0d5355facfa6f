import type { Prediction } from '@capstan/training';
import type { Reading } from '../data/reading.ts';

/** Outputs as probabilities. Sharper below a temperature of 1, flatter above it. */
export function probabilitiesOf(outputs: Float32Array, temperature = 1): Float64Array {
  const largest = outputs.reduce((a, b) => Math.max(a, b), -Infinity);
  const shares = Float64Array.from(outputs, (x) => Math.exp((x - largest) / temperature)), total = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / total);
}

const classesOf = (reading: Exclude<Reading, { kind: 'text' }>): readonly string[] => ('classes' in reading ? reading.classes : reading.label.type === 'classes' ? reading.label.classes : []);

/** What one row of outputs says: the classes with their probabilities, or the quantity in its own unit. */
export function answerOf(reading: Exclude<Reading, { kind: 'text' }>, outputs: Float32Array, unread: string[]): Prediction {
  if ('label' in reading && reading.label.type === 'quantity') return { kind: 'quantity', value: reading.label.mean + reading.label.deviation * outputs[0]!, unread };
  const classes = classesOf(reading), shares = probabilitiesOf(outputs);
  const probabilities = classes.map((name, i) => ({ class: name, probability: shares[i]! }));
  return { kind: 'classes', class: classes[shares.indexOf(Math.max(...shares))]!, probabilities, unread };
}
