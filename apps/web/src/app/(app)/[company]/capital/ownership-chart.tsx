import type { OwnershipHistory } from '@capstan/capital';
import { Section, StackedArea } from '@capstan/ui';
import { chartWords } from '../../../../i18n/chart-words.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { share } from './say.ts';

/** With more holders than this the smallest are drawn as one: six colours can be told apart, the pool takes one. */
const MOST_SERIES = 5;

/** Fully diluted ownership at the founding, after each round, and now. */
export async function OwnershipChart({ history: { steps } }: { history: OwnershipHistory }) {
  const [t, f, chart] = await Promise.all([words('capital'), format(), chartWords()]);
  const names = new Map(steps.flatMap((s) => s.owners).map((o) => [o.holder, o.name]));
  const last = steps.at(-1)!;
  const partAt = (holder: string) => steps.map((s) => share(s.owners.find((o) => o.holder === holder)?.part ?? null));
  const bySize = [...names.keys()].toSorted((a, b) => share(last.owners.find((o) => o.holder === b)?.part ?? null) - share(last.owners.find((o) => o.holder === a)?.part ?? null));
  const shown = bySize.length > MOST_SERIES ? MOST_SERIES - 1 : bySize.length;
  const [named, rest] = [bySize.slice(0, shown), bySize.slice(shown).map(partAt)];
  const others = rest.length > 0 ? [{ name: t('chart.others', { count: rest.length }), ys: steps.map((_, i) => rest.reduce((sum, ys) => sum + ys[i]!, 0)) }] : [];
  const series = [...named.map((holder) => ({ name: names.get(holder)!, ys: partAt(holder) })), ...others, { name: t('table.pool'), ys: steps.map((s) => share(s.pool)) }];
  return (
    <Section title={t('chart.title')}>
      <StackedArea title={t('chart.title')} words={chart} share say={(v) => f.percent(v, 1)} series={series}
        xs={steps.map((s, i) => ({ key: `${i}`, label: s.name ?? (i === 0 ? t('chart.founding') : t('chart.now')) }))} />
    </Section>
  );
}
