import { Fragment, type ReactNode } from 'react';

/** The little Markdown our own metric pages use: headings, paragraphs, lists, tables, code, emphasis, links. Everything else is text. */
export function Markdown({ text }: { text: string }) {
  return <>{text.trim().split(/\n{2,}/).map((block, i) => <Block key={i} text={block} />)}</>;
}

function Block({ text }: { text: string }): ReactNode {
  const heading = /^(#{1,4}) (.*)$/.exec(text);
  if (heading) return heading[1]!.length === 1 ? <h1>{inline(heading[2]!)}</h1> : heading[1]!.length === 2 ? <h2>{inline(heading[2]!)}</h2> : <h3>{inline(heading[2]!)}</h3>;
  if (text.startsWith('```')) return <pre className="formula">{text.replace(/^```\w*\n?|\n?```$/g, '')}</pre>;
  const lines = text.split('\n');
  if (lines.every((l) => /^\|.*\|$/.test(l.trim())) && lines.length > 2) return <Cells lines={lines} />;
  if (lines.every((l) => /^(\s*([-*]|\d+\.) |\s{2,})/.test(l))) return <ul className="list-disc pl-[18px]">{items(lines).map((l) => <li key={l}>{inline(l)}</li>)}</ul>;
  return <p>{inline(lines.join(' '))}</p>;
}

/** List items; an indented line goes on with the item above. */
const items = (lines: string[]): string[] => lines.reduce<string[]>((all, l) => {
  const item = /^\s*(?:[-*]|\d+\.) (.*)$/.exec(l);
  return item ? [...all, item[1]!] : [...all.slice(0, -1), `${all.at(-1) ?? ''} ${l.trim()}`];
}, []);

function Cells({ lines }: { lines: string[] }) {
  const [head = [], , ...rows] = lines.map((l) => l.trim().slice(1, -1).split('|').map((c) => c.trim()));
  return (
    <div className="table-wrap" role="region" aria-label={head.join(', ')} tabIndex={0}><table className="table">
      <thead><tr>{head.map((c) => <th key={c} scope="col">{inline(c)}</th>)}</tr></thead>
      <tbody>{rows.map((r) => <tr key={r.join('|')}>{r.map((c, i) => <td key={`${i} ${c}`}>{inline(c)}</td>)}</tr>)}</tbody>
    </table></div>
  );
}

const marks = /(`[^`]+`|\*\*[^*]+\*\*|\*[^*]+\*|\[[^\]]+\]\((?:https?:\/\/[^)\s]+|[a-z0-9-]+\.md)\))/g;
const inline = (text: string): ReactNode => text.split(marks).map((part, i) => <Fragment key={i}>{i % 2 === 1 ? marked(part) : part}</Fragment>);

function marked(part: string): ReactNode {
  const link = /^\[([^\]]+)\]\((.+)\)$/.exec(part);
  if (link) return <Anchor name={link[1]!} href={link[2]!} />;
  if (part.startsWith('`')) return <code>{part.slice(1, -1)}</code>;
  return part.startsWith('**') ? <strong>{part.slice(2, -2)}</strong> : <em>{part.slice(1, -1)}</em>;
}

/** Another metric's page here, or an address elsewhere. */
const Anchor = ({ name, href }: { name: string; href: string }) =>
  href.endsWith('.md') ? <a className="link" href={href.slice(0, -'.md'.length)}>{name}</a> : <a className="link" href={href} target="_blank" rel="noreferrer">{name}</a>;
