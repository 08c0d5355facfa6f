import { type LedgerEvent, ledgerApi } from '@capstan/kernel';
import { Badge, Banner, type Formatters, Sheet } from '@capstan/ui';
import type { ReactNode } from 'react';
import { call } from '../../../../api/call.ts';
import { format } from '../../../../i18n/locale.ts';
import { across, type Words, words } from '../../../../i18n/words.ts';
import { factName, Value, who } from './say.tsx';
import { type Search, where } from './search.ts';

/** One event whole: what it says, its envelope, the events it belongs to, and the way to the moment it was recorded. */
export async function EventSheet({ company, id, search }: { company: string; id: string; search: Search }) {
  const [t, app, facts, f, answer] = await Promise.all([words('ledger'), words('app'), across('facts'), format(), call(ledgerApi.event, { params: { company, event: id } })]);
  const frame = { closeHref: where(search), closeLabel: app('close') };
  if (!answer.ok) return <Sheet title={t('event')} {...frame}><Banner tone="warn">{t('notHere')}</Banner></Sheet>;
  const event = answer.data;
  return (
    <Sheet title={factName(facts, event.type)} {...frame} wide>
      <p><a className="link" href={`/${company}?asOf=${encodeURIComponent(event.at)}`}>{t('asOf')}</a></p>
      {event.opaque && <Banner tone="warn">{t('opaque')}</Banner>}
      <Part title={t('saysTitle')}><Fields event={event} t={t} f={f} /></Part>
      <Part title={t('envelope')}><Envelope event={event} t={t} f={f} /></Part>
      <Related event={event} search={search} t={t} facts={facts} />
    </Sheet>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => <section className="stack"><h3>{title}</h3>{children}</section>;

const Fields = ({ event, t, f }: { event: LedgerEvent; t: Words; f: Formatters }) => (
  <dl className="facts ledger-facts">
    {Object.entries(event.data).map(([field, value]) => (
      <div key={field} className="ledger-fact">
        <dt>{field} {event.personal.includes(field) && <Badge>{t('sealed')}</Badge>}</dt>
        <dd>{event.personal.includes(field) && value === null ? <span className="muted">{t('erased')}</span> : <Value value={value} f={f} />}</dd>
      </div>
    ))}
  </dl>
);

function Envelope({ event, t, f }: { event: LedgerEvent; t: Words; f: Formatters }) {
  const rows: [label: string, value: ReactNode][] = [
    [t('who'), who(t, event)], [t('at'), <time key="at" className="num" dateTime={event.at} title={event.at}>{f.instant(event.at)}</time>], [t('effective'), <span key="effective" className="num">{f.day(event.effective)}</span>],
    [t('type'), <Code key="type">{event.type}</Code>], [t('schema'), event.schema], [t('id'), <Code key="id">{event.id}</Code>],
    [t('stream'), <Code key="stream">{event.stream}</Code>], [t('revision'), event.revision], [t('position'), event.position],
    [t('command'), <Code key="command">{event.command}</Code>], [t('causation'), <Code key="causation">{event.causation}</Code>], [t('correlation'), <Code key="correlation">{event.correlation}</Code>],
    [t('previousHash'), <Code key="previous">{event.previousHash}</Code>], [t('hash'), <Code key="hash">{event.hash}</Code>],
  ];
  return <dl className="facts ledger-facts">{rows.map(([label, value]) => <div key={label} className="ledger-fact"><dt>{label}</dt><dd className="num">{value}</dd></div>)}</dl>;
}

const Code = ({ children }: { children: ReactNode }) => <code className="ledger-code">{children}</code>;

function Related({ event, search, t, facts }: { event: LedgerEvent; search: Search; t: Words; facts: Words }) {
  const groups = [['cause', event.cause ? [event.cause] : []], ['led', event.led], ['together', event.together]] as const;
  return groups.map(([name, mentions]) => mentions.length > 0 && (
    <Part key={name} title={t(name)}>
      <ul>{mentions.map((one) => <li key={one.id}><a className="link" href={where(search, { event: one.id })} data-sheet="">{factName(facts, one.type)}</a> <code className="ledger-code muted small">{one.id.slice(0, 13)}</code></li>)}</ul>
    </Part>
  ));
}
