import type { MoneyOverview } from '@capstan/planning';
import { Amount, Bar, Section } from '@capstan/ui';
import { Fragment } from 'react';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { lineName } from './line-name.ts';
import './overview.css';

/** The month in which cash goes below zero, and what drains most of it until then. */
export async function CashOut({ money, currency }: { money: MoneyOverview; currency: string }) {
  const [t, f] = await Promise.all([words('overview'), format()]);
  const { negative } = money;
  if (!negative) return null;
  const most = Math.max(...negative.because.map((b) => -b.amount), 1);
  return (
    <Section title={t('negative.title', { day: f.day(negative.day) })} lead={t('negative.lead')}>
      <div className="drain">
        {negative.because.map((b) => (
          <Fragment key={b.id}>
            <span className="drain-name">{lineName(b, t)}</span>
            <Bar share={Math.max(0.01, -b.amount / most)} />
            <Amount money={{ amount: b.amount, currency }} f={f} />
          </Fragment>
        ))}
      </div>
    </Section>
  );
}
