import type { ComponentProps, ReactNode } from 'react';

export type Tone = 'plain' | 'good' | 'bad' | 'warn' | 'plan';

/** A page's body: heading, one line of what it is for, its actions, then sections. */
export const Page = ({ title, lead, actions, children }: { title: ReactNode; lead?: ReactNode; actions?: ReactNode; children: ReactNode }) => (
  <div className="page">
    <div className="page-head"><div><h1>{title}</h1>{lead && <p>{lead}</p>}</div>{actions && <div className="actions">{actions}</div>}</div>
    {children}
  </div>
);

/** A part of a page under a full rule. */
export const Section = ({ title, lead, actions, children, id }: { title: ReactNode; lead?: ReactNode; actions?: ReactNode; children: ReactNode; id?: string }) => (
  <section className="section" id={id}>
    <div className="section-head"><div><h2>{title}</h2>{lead && <p>{lead}</p>}</div>{actions && <div className="actions">{actions}</div>}</div>
    {children}
  </section>
);

/** What will be here, one action, and a faint outline of the real shape. */
export const EmptyState = ({ children, action, rows = 3 }: { children: ReactNode; action?: ReactNode; rows?: number }) => (
  <div className="empty">
    <p className="prose">{children}</p>
    {action}
    <div className="empty-shape" aria-hidden="true">{Array.from({ length: rows }, (_, i) => <i key={i} />)}</div>
  </div>
);

/** A line that must be seen: `bad` and `warn` are announced. */
export const Banner = ({ tone = 'plain', children, actions }: { tone?: Tone; children: ReactNode; actions?: ReactNode }) => (
  <div className="banner" data-tone={tone} role={tone === 'bad' || tone === 'warn' ? 'alert' : 'status'}><div>{children}</div>{actions}</div>
);

export const Badge = ({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) => <span className="badge" data-tone={tone}>{children}</span>;

/** Tabs are links: the URL says which one is open. */
export const Tabs = ({ label, tabs }: { label: string; tabs: { href: string; label: ReactNode; current: boolean }[] }) => (
  <nav className="tabs" aria-label={label}>{tabs.map((tab) => <a key={tab.href} href={tab.href} {...(tab.current && { 'aria-current': 'page' as const })}>{tab.label}</a>)}</nav>
);

/** A menu that opens under its button; native popover, no script. Children are links, buttons in forms, `<hr/>`. */
export const Menu = ({ id, label, button, children, side = 'end' }: { id: string; label: string; button: ReactNode; children: ReactNode; side?: 'end' | 'start' | 'up' }) => (
  <>
    <button type="button" className="button" data-kind="quiet" popoverTarget={id} aria-label={label}>{button}</button>
    <div popover="auto" id={id} className="menu" data-side={side}>{children}</div>
  </>
);

/** A grey stand-in in the true shape of what is loading. */
export const Skeleton = ({ width = '100%', height = 16 }: { width?: string | number; height?: number }) => <svg className="skeleton" width={width} height={height} aria-hidden="true" />;

/** How far long work has come, 0 to 1; null when that is unknown. */
export const Progress = ({ value, label }: { value: number | null; label: string }) => <progress className="progress" aria-label={label} {...(value !== null && { value, max: 1 })} />;

type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger';
/** A link that looks like a button; `isNew` is the one that the key `n` follows, `disabled` renders it inert (read-only moments). */
export const ButtonLink = ({ href, kind = 'plain', children, isNew, disabled }: { href: string; kind?: ButtonKind; children: ReactNode; isNew?: boolean; disabled?: boolean }) =>
  disabled
    ? <span className="button" data-kind={kind} aria-disabled="true">{children}</span>
    : <a className="button" data-kind={kind} href={href} data-sheet="" {...(isNew && { 'data-new': '' })}>{children}</a>;
export const Button = ({ kind = 'plain', children, ...rest }: { kind?: ButtonKind; children: ReactNode } & ComponentProps<'button'>) => <button type="button" {...rest} className="button" data-kind={kind}>{children}</button>;
