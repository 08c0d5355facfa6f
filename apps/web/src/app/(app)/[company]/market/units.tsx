import type { UnitFigure } from '@capstan/market';
import { Amount, Figures, type Formatters, NumberText, Section } from '@capstan/ui';
import { format } from '../../../../i18n/locale.ts';
import { words, type Words } from '../../../../i18n/words.ts';
import { KeyFigure } from '../../../../why/key-figure.tsx';

/** What a customer costs and brings; what cannot be said names what is missing. */
export async function Units({ company, units, currency }: { company: string; units: readonly UnitFigure[]; currency: string }) {
  const [t, f] = await Promise.all([words('market'), format()]);
  return (
    <Section title={t('units.title')} lead={t('units.lead')}>
      <Figures label={t('units.title')}>
        {units.map((u) => <KeyFigure key={u.metric} company={company} why={u.why} value={<Value unit={u} currency={currency} f={f} />} note={noteOf(u, t)} />)}
      </Figures>
    </Section>
  );
}

function Value({ unit: { unit, ratio }, currency, f }: { unit: UnitFigure; currency: string; f: Formatters }) {
  const value = ratio.kind === 'value' ? ratio.value : null;
  if (unit === 'money') return <Amount money={value === null ? null : { amount: Math.round(value), currency }} f={f} as="tile" />;
  return unit === 'months' ? <NumberText value={value} f={f} as="months" /> : <NumberText value={value} f={f} as="percent" />;
}

const noteOf = ({ ratio }: UnitFigure, t: Words): string | undefined =>
  ratio.kind === 'never' ? t(`never.${ratio.because}`) : ratio.kind === 'unknown' ? t('missing', { what: t(`inputs.${ratio.missing[0] ?? 'arpa'}`) }) : undefined;
