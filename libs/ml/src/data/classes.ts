/** A class of a single sample, which cannot stand on both sides of a split; undefined when there is none. */
export function rareClass(labels: Int32Array, classes: readonly string[]): string | undefined {
  const counts = new Int32Array(classes.length);
  for (const label of labels) counts[label]!++;
  return classes[counts.indexOf(1)];
}

/** The first sample of each content and class. */
export function firstOfEach(content: readonly string[], labels: Int32Array): Int32Array {
  const seen = new Set<string>();
  return Int32Array.from([...content.keys()].filter((i) => seen.size < seen.add(`${labels[i]} ${content[i]}`).size));
}
