import type { DecisionView, SelectionDetail } from '@capstan/decisions';
import { Amount, ButtonLink, Figure, Figures, type Formatters, Section, Table } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words, type Words } from '../../../../../i18n/words.ts';
import { Synthetic } from '../../../../../shell/synthetic.tsx';
import { Recorded } from '../../../../../why/recorded.tsx';
import { criterionName, measured, runwayText } from '../say.ts';

/** The decision as it was made: what was chosen, what it did to burn and runway, and the evidence of that moment. */
export async function DecisionRecord({ company, detail, decision, edits }: { company: string; detail: SelectionDetail; decision: DecisionView; edits: boolean }) {
  const [t, f] = await Promise.all([words('decisions'), format()]);
  const { effect } = decision;
  return (
    <>
      <Section title={t('record.title')} lead={t('record.lead', { day: f.day(decision.decidedOn) })} actions={edits && <ButtonLink href="?sheet=reopen">{t('record.reopen')}</ButtonLink>}>
        <Figures label={t('record.title')}>
          <Figure headline label={t('record.chosen')} value={decision.chosenName} note={<Recorded company={company} actor={decision.actor} at={decision.at} fact={decision.fact} />} />
          {effect && <Figure label={t('record.burn')} value={<Amount money={effect.burnPerMonth} f={f} as="tile" signed />} note={t('record.effect', { month: f.month(effect.from) })} />}
          {effect && <Figure label={t('record.oneOff')} value={<Amount money={effect.oneOff} f={f} as="tile" />} />}
          {effect && <Figure label={t('record.runway')} value={months(t, f, effect.runwayAfter)} note={t('record.runwayChange', { before: runwayText(t, f, effect.runwayBefore), after: runwayText(t, f, effect.runwayAfter) })} />}
        </Figures>
        {!effect && <p className="muted">{t('record.hidden')}</p>}
        {decision.reason && <p className="prose">{decision.reason}</p>}
      </Section>
      <div className="split">
        <Section title={t('record.evidence')}><Evidence company={company} detail={detail} decision={decision} t={t} f={f} /></Section>
        <Section title={t('record.alternatives')}>
          <Table caption={t('record.alternatives')} rows={decision.alternatives.toSorted((a, b) => (b.total ?? -1) - (a.total ?? -1))} rowKey={(a) => a.candidate} columns={[
            { key: 'name', header: t('record.candidate'), cell: (a) => (a.candidate === decision.chosen ? <strong>{a.name}</strong> : a.name) },
            { key: 'total', header: t('record.total'), align: 'right', cell: (a) => <span className="num">{f.number(a.total, 2)}</span> },
            { key: 'rank', header: t('record.rank'), align: 'right', cell: (a) => <span className="num">{f.number(a.rank)}</span> },
          ]} />
        </Section>
      </div>
    </>
  );
}

const months = (t: Words, f: Formatters, runway: NonNullable<DecisionView['effect']>['runwayAfter']) => (runway.kind === 'runs-out' ? f.months(runway.months) : runwayText(t, f, runway));

function Evidence({ company, detail, decision, t, f }: { company: string; detail: SelectionDetail; decision: DecisionView; t: Words; f: Formatters }) {
  const candidate = (id: string) => decision.alternatives.find((a) => a.candidate === id)?.name ?? id;
  const criterion = (id: string) => decision.criteria.find((c) => c.criterion === id);
  const measure = (id: string) => detail.criteria.find((c) => c.criterion === id)?.scale?.measure;
  return (
    <Table caption={t('record.evidence')} rows={decision.evidence} rowKey={(e) => `${e.candidate} ${e.criterion}`} columns={[
      { key: 'candidate', header: t('record.candidate'), cell: (e) => candidate(e.candidate) },
      { key: 'criterion', header: t('record.criterion'), cell: (e) => { const c = criterion(e.criterion); return c ? <>{criterionName(t, c)} <span className="muted small num">× {f.number(c.weight, Number.isInteger(c.weight) ? 0 : 1)}</span></> : e.criterion; } },
      { key: 'score', header: t('record.score'), align: 'right', cell: (e) => <span className="num">{f.number(e.score, 1)}</span> },
      { key: 'value', header: t('record.value'), align: 'right', cell: (e) => (e.evidence ? <><Synthetic is={'run' in e.evidence && detail.syntheticRuns.includes(e.evidence.run)} /> <span className="num">{measured(f, measure(e.criterion), e.value, detail.currency)}</span></> : <span className="muted small">{t('cell.hand')}</span>) },
      { key: 'event', header: t('record.event'), align: 'right', cell: (e) => e.facts.slice(0, 1).map((fact) => <a key={fact} className="link num small" href={`/${company}/ledger?event=${encodeURIComponent(fact)}`}>{fact.slice(0, 8)}</a>) },
    ]} />
  );
}
