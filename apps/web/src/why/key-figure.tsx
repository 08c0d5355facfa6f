import type { Explained } from '@capstan/kernel';
import { Amount, Figure, type Formatters, type GoodWhen, NumberText, WhySheet } from '@capstan/ui';
import { Fragment, type ReactNode } from 'react';
import { place } from '../api/me.ts';
import { format } from '../i18n/locale.ts';
import { across, words } from '../i18n/words.ts';

interface Props {
  company: string;
  why: Explained;
  value: ReactNode;
  note?: ReactNode;
  change?: { by: number | null; text: string; goodWhen: GoodWhen };
  headline?: boolean;
  /** Tells two figures of one metric on a page apart: a month, a class. */
  of?: string;
  /** Instead of the metric's own name. */
  label?: string;
}

/** One derived figure with its *Why this number*, in the words of `metrics.<key>` of its context's messages. */
export async function KeyFigure({ company, why, value, note, change, headline, of, label }: Props) {
  const id = `why-${why.metric}${of ? `-${of.replace(/\W/g, '-')}` : ''}`;
  const [t, metrics] = await Promise.all([words('app'), across('metrics')]);
  const name = label ?? (metrics.has(`${why.metric}.name`) ? metrics(`${why.metric}.name`) : why.metric);
  return (
    <>
      <Figure label={name} value={value} note={note} change={change} headline={headline} why={{ id, label: t('why.open') }} />
      <Why id={id} company={company} why={why} value={value} title={name} />
    </>
  );
}

/** The sheet alone, for figures in tables: open it with `<button popoverTarget={id}>`. */
export async function Why({ id, company, why, value, title }: { id: string; company: string; why: Explained; value: ReactNode; title: string }) {
  const [t, metrics, f, here] = await Promise.all([words('app'), across('metrics'), format(), place(company)]);
  const says = (key: string, fallback = '') => (metrics.has(`${why.metric}.${key}`) ? String(metrics.raw(`${why.metric}.${key}`)) : fallback);
  const link = (fact: string) => ({ id: fact, label: fact.slice(0, 8), ...(here.can('ledger:read') && { href: `/${company}/ledger?event=${encodeURIComponent(fact)}` }) });
  return (
    <WhySheet id={id} title={title} value={value}
      formula={<Filled sentence={says('formula', title)} inputs={why.inputs} f={f} />}
      convention={why.convention && says(`conventions.${why.convention}`, why.convention)}
      inputs={why.inputs.map((input) => ({ name: says(`inputs.${input.name}`, input.name), value: <Input input={input} f={f} />, facts: (input.facts ?? []).slice(0, 3).map(link) }))}
      facts={why.facts.slice(0, 12).map(link)}
      more={why.factCount > 12 && here.can('ledger:read') ? { href: `/${company}/ledger?events=${why.facts.map(encodeURIComponent).join(',')}`, label: t('why.all', { count: why.factCount }) } : undefined}
      page={{ href: `/${company}/metrics/${why.metric}`, label: t('why.page') }}
      words={{ close: t('close'), formula: t('why.formula'), convention: t('why.convention'), inputs: t('why.inputs'), events: t('why.events'), noEvents: t('why.noEvents') }} />
  );
}

type InputOf = Explained['inputs'][number];

function Input({ input: { value }, f }: { input: InputOf; f: Formatters }) {
  if (value.kind === 'money') return <Amount money={value.money} f={f} />;
  if (value.kind === 'text') return <>{/^\d{4}-\d{2}-\d{2}$/.test(value.text) ? f.day(value.text) : value.text}</>;
  return value.unit === 'fraction' ? <NumberText value={value.number} f={f} as="percent" /> : <NumberText value={value.number} f={f} digits={Number.isInteger(value.number) ? 0 : 2} unit={value.unit} />;
}

/** The formula with `{input}` replaced by the value that went in. */
function Filled({ sentence, inputs, f }: { sentence: string; inputs: InputOf[]; f: Formatters }) {
  const parts = sentence.split(/\{(\w[\w-]*)\}/g);
  return <>{parts.map((part, i) => {
    const input = i % 2 === 1 ? inputs.find((one) => one.name === part) : undefined;
    return <Fragment key={i}>{input ? <strong><Input input={input} f={f} /></strong> : part}</Fragment>;
  })}</>;
}
