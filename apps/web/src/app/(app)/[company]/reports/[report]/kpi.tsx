import type { Explained } from '@capstan/kernel';
import type { Figure as FigureOf, FigureValue } from '@capstan/reports';
import { Amount, Figure, type Formatters, type GoodWhen, NumberText } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words, type Words } from '../../../../../i18n/words.ts';
import { KeyFigure } from '../../../../../why/key-figure.tsx';

function Value({ value, t, f }: { value: FigureValue; t: Words; f: Formatters }) {
  switch (value.kind) {
    case 'money': return <Amount money={value.money} f={f} as="tile" />;
    case 'count': return <NumberText value={value.count} f={f} />;
    case 'fraction': return <NumberText value={value.fraction} f={f} as="percent" />;
    case 'months': return <NumberText value={value.months} f={f} as="months" />;
    case 'beyond': return <>{t('value.beyond', { months: f.number(value.months) })}</>;
    case 'unknown': return <NumberText value={null} f={f} />;
    default: return <span className="report-word">{t(`value.${value.kind}`)}</span>;
  }
}

const plainText = (value: FigureValue, t: Words, f: Formatters): string => {
  switch (value.kind) {
    case 'money': return f.tile(value.money);
    case 'count': return f.number(value.count, Number.isInteger(value.count) ? 0 : 1);
    case 'fraction': return f.percent(value.fraction);
    case 'months': return f.months(value.months);
    case 'beyond': return t('value.beyond', { months: f.number(value.months) });
    case 'unknown': return f.number(null);
    default: return t(`value.${value.kind}`);
  }
};

/** The change in words, and which way was good: the API has judged it, the sign only carries the arrow. */
function changeOf({ delta, current }: FigureOf, t: Words, f: Formatters): { by: number; text: string; goodWhen: GoodWhen } | undefined {
  if (delta.kind === 'unknown' || delta.trend === 'same') return undefined;
  const sized = delta.absolute.kind === 'money' ? delta.absolute.money.amount : delta.absolute.kind === 'count' ? delta.absolute.count : delta.absolute.kind === 'fraction' ? delta.absolute.fraction : delta.relative ?? 0;
  const up = sized > 0;
  const goodWhen = delta.trend === 'neutral' ? 'neither' : (delta.trend === 'better') === up ? 'up' : 'down';
  const relative = delta.relative === null ? '' : f.percent(Math.abs(delta.relative));
  const absolute = current.kind === 'months' && delta.absolute.kind === 'count' ? f.months(Math.abs(delta.absolute.count)) : relative;
  return { by: sized, text: absolute || plainText(delta.absolute, t, f), goodWhen };
}

/** One figure of the month with the month before and the change. */
export async function Kpi({ company, figure, why }: { company: string; figure: FigureOf; why?: Explained }) {
  const [t, f] = await Promise.all([words('reports'), format()]);
  const { current, prior, key } = figure;
  const label = t(`figures.${key}`);
  const before = prior.kind === 'unknown' || prior.kind === 'hidden' ? null : t('prior', { value: plainText(prior, t, f) });
  const until = current.kind === 'months' ? t('value.until', { day: f.day(current.on) }) : null;
  const note = until ? <>{before}<span className="report-until">{until}</span></> : before ?? undefined;
  const shared = { label, note, change: changeOf(figure, t, f), value: <Value value={current} t={t} f={f} />, headline: false };
  return why && current.kind !== 'hidden' ? <KeyFigure company={company} why={why} of={key} {...shared} /> : <Figure {...shared} />;
}
