import type { ReactNode } from 'react';

/** An event behind a figure; without `href` for those who may not read the ledger. */
export interface WhyFact { id: string; label: string; href?: string }
export interface WhyInput { name: string; value: ReactNode; facts: WhyFact[] }

interface WhySheetProps {
  /** The popover's id: what Figure's `why.id` names. */
  id: string;
  title: string;
  value: ReactNode;
  /** The formula with its values filled in. */
  formula: ReactNode;
  convention?: string;
  inputs: WhyInput[];
  facts: WhyFact[];
  more?: { href: string; label: string };
  page?: { href: string; label: string };
  words: { close: string; formula: string; convention: string; inputs: string; events: string; noEvents: string };
}

/** *Why this number*: formula, convention, inputs and the events behind it, as a native popover at the side of the page. */
export function WhySheet({ id, title, value, formula, convention, inputs, facts, more, page, words }: WhySheetProps) {
  return (
    <div popover="auto" id={id} className="sheet" role="dialog" aria-labelledby={`${id}-title`} data-why="">
      <div className="sheet-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <button type="button" className="close" popoverTarget={id} popoverTargetAction="hide" aria-label={words.close}>×</button>
      </div>
      <div className="sheet-body">
        <section className="stack"><h3>{words.formula}</h3><div className="formula">{formula}<div className="result num">= {value}</div></div></section>
        {convention && <section className="stack"><h3>{words.convention}</h3><p className="prose">{convention}</p></section>}
        {inputs.length > 0 && (
          <section className="stack"><h3>{words.inputs}</h3>
            <dl className="facts">{inputs.map((input) => <Input key={input.name} {...input} />)}</dl>
          </section>
        )}
        <section className="stack"><h3>{words.events}</h3>
          {facts.length === 0 ? <p className="muted">{words.noEvents}</p> : <EventLinks facts={facts} />}
          {more && <a className="link" href={more.href}>{more.label}</a>}
        </section>
        {page && <p className="rule pt-3"><a className="link" href={page.href}>{page.label}</a></p>}
      </div>
    </div>
  );
}

const Input = ({ name, value, facts }: WhyInput) => (
  <><dt>{name}</dt><dd>{value}{facts.length > 0 && <span className="small muted"><EventLinks facts={facts} inline /></span>}</dd></>
);

const EventLink = ({ fact }: { fact: WhyFact }) => fact.href ? <a className="link" href={fact.href} data-event={fact.id}>{fact.label}</a> : <span className="muted" data-event={fact.id}>{fact.label}</span>;

const EventLinks = ({ facts, inline }: { facts: WhyFact[]; inline?: boolean }) =>
  inline
    ? <>{facts.map((fact) => <span key={fact.id} className="block"><EventLink fact={fact} /></span>)}</>
    : <ul>{facts.map((fact) => <li key={fact.id} className="py-1 border-b border-line"><EventLink fact={fact} /></li>)}</ul>;
