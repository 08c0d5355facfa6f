import type { DecisionNote } from '@capstan/reports';
import { Section } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';

/** What was decided in the month, over what, and what it does to burn. */
export async function Decisions({ decisions }: { decisions: readonly DecisionNote[] }) {
  const [t, f] = await Promise.all([words('reports'), format()]);
  const over = (d: DecisionNote) => (d.alternatives.length === 0 ? t('page.chosenAlone', { chosen: d.chosen }) : t('page.chosen', { chosen: d.chosen, others: new Intl.ListFormat(f.locale, { type: 'conjunction' }).format(d.alternatives) }));
  return (
    <Section title={t('page.decisions')}>
      {decisions.length === 0 ? <p className="muted">{t('page.noDecisions')}</p> : (
        <ul className="report-decisions">{decisions.map((d) => (
          <li key={d.selection}>
            <p className="small muted">{t(`kinds.${d.kind}`)} · <span className="num">{f.day(d.decidedOn)}</span>{d.burnPerMonth && d.burnPerMonth.amount !== 0 && <> · <span className="num">{t('page.burn', { amount: `${d.burnPerMonth.amount > 0 ? '+' : ''}${f.tile(d.burnPerMonth)}` })}</span></>}</p>
            <h3>{d.title}</h3><p>{over(d)}</p>{d.reason && <p className="muted">{d.reason}</p>}
          </li>
        ))}</ul>
      )}
    </Section>
  );
}
