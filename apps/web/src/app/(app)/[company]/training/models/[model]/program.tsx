import { modelsApi, type Signature } from '@capstan/training';
import { originOf } from '../../../../../../api/here.ts';
import { routeOf } from '../../../../../../api/route.ts';
import type { Said } from './said.ts';

/** A sample in the form that the model wants, for people to put their own numbers into. */
function sampleFor(input: Signature['input']): object {
  const row = 'columns' in input ? Object.fromEntries(input.columns.map((column) => [column.name, column.type === 'number' ? Number(column.mean.toPrecision(4)) : column.categories[0]])) : {};
  switch (input.kind) {
    case 'row': return { kind: 'row', values: row };
    case 'rows': return { kind: 'rows', rows: [row, '…'] };
    case 'picture': return { kind: 'picture', file: '…' };
    case 'text': return { kind: 'text', text: '…' };
    case 'beginning': return { kind: 'beginning', text: '…', length: 100, temperature: 0.8, seed: 1 };
  }
}

/** The request as a command of a shell: by the alias where the version has one, so that programs follow it. */
export async function Program({ company, model: { model }, one }: Said) {
  const { path } = routeOf(modelsApi.predict, { company, model }), [alias] = one.aliases;
  const body = JSON.stringify({ ...(alias === undefined ? { version: one.version } : { alias }), samples: [sampleFor(one.signature.input)] });
  const shown = `export TOKEN=cap_…\ncurl '${await originOf()}${path}' \\\n  -H "authorization: Bearer $TOKEN" \\\n  -H 'content-type: application/json' \\\n  -d '${body.replaceAll("'", "'\\''")}'`;
  return <pre className="try-text whitespace-pre-wrap break-words"><code data-copy={shown}>{shown}</code></pre>;
}
