/** A text and the class it belongs to: one line of JSONL. */
export interface LabelledText { readonly text: string; readonly label: string }

const asLabel = (label: unknown): string | undefined => (typeof label === 'string' && label.trim() !== '' ? label.trim() : typeof label === 'number' || typeof label === 'boolean' ? String(label) : undefined);

/** A line such as `{"text": "…", "label": "…"}`; undefined when it is something else. A number or a yes and no may stand as the label. */
export function labelledText(line: string): LabelledText | undefined {
  try {
    const { text, label } = JSON.parse(line) as { text?: unknown; label?: unknown }, named = asLabel(label);
    return typeof text === 'string' && text !== '' && named !== undefined ? { text, label: named } : undefined;
  } catch {
    return undefined;
  }
}
