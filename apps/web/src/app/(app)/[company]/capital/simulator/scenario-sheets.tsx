import { type ChecklistItem, playScenario, type ScenarioView, type SimulatorStart, termSheetChecklist } from '@capstan/capital';
import { exact } from '@capstan/kernel';
import { DayField, type Formatters, Sheet, Table, TextField } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words, type Words } from '../../../../../i18n/words.ts';
import { Form } from '../../../../../shell/form.tsx';
import { openRound } from '../actions.ts';
import { dropScenario, renameScenario } from './actions.ts';
import { type Asked, hrefOf } from './asked.ts';
import { asMoney, price } from './say.ts';

interface Props { company: string; asked: Asked; saved: ScenarioView; start: SimulatorStart }

/** What is done with a saved scenario: rename, drop, or read it as a term sheet and open the round. */
export async function ScenarioSheet({ company, asked, saved, start }: Props) {
  const [t, app] = await Promise.all([words('simulator'), words('app')]);
  const { sheet, ...rest } = asked;
  const [at, back] = [{ company, scenario: saved.scenario }, hrefOf(rest)];
  if (sheet === 'checklist') return <Sheet title={t('checklist.title', { name: saved.name })} closeHref={back} closeLabel={app('close')} wide><Checklist company={company} saved={saved} start={start} /></Sheet>;
  if (sheet === 'rename') return <Sheet title={t('renameTitle', { name: saved.name })} closeHref={back} closeLabel={app('close')}><Form action={renameScenario.bind(null, at)} submit={t('rename')} then={`/${company}/capital/simulator?scenario=${saved.scenario}`}><TextField name="name" label={t('name')} defaultValue={saved.name} required /></Form></Sheet>;
  if (sheet === 'drop') return <Sheet title={t('dropTitle', { name: saved.name })} closeHref={back} closeLabel={app('close')}><p className="prose">{t('dropNote')}</p><Form action={dropScenario.bind(null, at)} submit={t('drop')} kind="danger" then={`/${company}/capital/simulator`} /></Sheet>;
  return null;
}

async function Checklist({ company, saved, start }: Omit<Props, 'asked'>) {
  const [t, f] = await Promise.all([words('simulator'), format()]);
  const items = termSheetChecklist(saved.terms, playScenario(start, saved.terms).rounds[0]);
  const settled = items.filter((i) => i.settled !== null).length;
  return (
    <>
      <p className="prose">{t('checklist.lead', { settled, all: items.length })}</p>
      <Table caption={t('checklist.title', { name: saved.name })} rows={items} rowKey={(i) => i.term}
        columns={[{ key: 'term', header: t('checklist.term'), cell: (i) => t(`checklist.terms.${i.term}`) }, { key: 'says', header: t('checklist.says'), cell: (i) => (i.settled ? said(i.settled, t, f) : <span className="muted">{t('checklist.isOpen')}</span>) }]} />
      <ToRound company={company} saved={saved} start={start} />
    </>
  );
}

function said(settled: NonNullable<ChecklistItem['settled']>, t: Words, f: Formatters): string {
  switch (settled.kind) {
    case 'text': return settled.text;
    case 'day': return f.day(settled.day);
    case 'money': return f.amount({ amount: settled.amount, currency: settled.currency });
    case 'value': return f.amount(asMoney(exact.fromFraction(settled.value), settled.currency));
    case 'price': return `${price(exact.fromFraction(settled.price), f)} ${settled.currency}`;
    case 'part': return t('checklist.partOfAll', { part: f.percent(exact.toNumber(exact.fromFraction(settled.part))) });
    case 'shares': return t('checklist.shares', { shares: f.number(settled.shares) });
    case 'count': return t('checklist.count', { count: f.number(settled.count) });
    case 'choice': return t(`w.${{ convention: 'conventions', protection: 'protections', 'pro-rata': 'proRatas' }[settled.of]}.${settled.choice}`);
  }
}

/** The first round of the scenario as the form that opens it: everything can still be changed. */
async function ToRound({ company, saved, start }: Omit<Props, 'asked'>) {
  const [t, c, f] = await Promise.all([words('simulator'), words('capital'), format()]);
  const round = saved.terms.rounds[0]!;
  const target = { amount: round.investors.reduce((sum, i) => sum + i.amount.amount, 0), currency: start.currency };
  return (
    <section className="stack">
      <h3>{t('checklist.toRound')}</h3><p className="muted">{t('checklist.toRoundLead')}</p>
      <Form action={openRound.bind(null, { company }, start.currency)} submit={t('checklist.record')} then={`/${company}/capital`}>
        <div className="form-row"><TextField name="name" label={c('round.name')} defaultValue={round.name} required /><DayField name="openedOn" label={t('checklist.openedOn')} defaultValue={start.on} max={start.on} required /></div>
        <div className="form-row"><TextField name="preMoney" label={c('round.preMoney')} defaultValue={f.exact(round.preMoney)} inputMode="decimal" required /><TextField name="target" label={c('round.target')} defaultValue={f.exact(target)} inputMode="decimal" required /></div>
        <TextField name="poolTarget" label={`${c('round.poolTarget')} (%)`} hint={c('round.poolTargetHint')} inputMode="decimal" defaultValue={round.pool.kind === 'target' ? f.number(Number(round.pool.part) * 100, 2) : undefined} />
      </Form>
    </section>
  );
}
