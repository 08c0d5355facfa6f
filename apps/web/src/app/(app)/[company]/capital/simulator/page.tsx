import { scenarioApi, type ScenarioView } from '@capstan/capital';
import { Amount, ButtonLink, EmptyState, Page, Section, Table } from '@capstan/ui';
import { place } from '../../../../../api/me.ts';
import { api } from '../../../../../api/read.ts';
import { chartWords } from '../../../../../i18n/chart-words.ts';
import { format, locale } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { Recorded } from '../../../../../why/recorded.tsx';
import { CapitalTabs } from '../tabs.tsx';
import { changeScenario, saveScenario } from './actions.ts';
import { type Asked, hrefOf } from './asked.ts';
import { ScenarioSheet } from './scenario-sheets.tsx';
import { Simulator } from './simulator.tsx';
import type { SimulatorWords } from './words.ts';

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Asked> };
export const generateMetadata = async () => ({ title: (await words('simulator'))('title') });

/** Rounds to come, played in the browser on the table of today; scenarios of them saved, compared, and turned into the real round. */
export default async function SimulatorPage({ params, searchParams }: Props) {
  const [{ company }, asked] = await Promise.all([params, searchParams]);
  const at = { params: { company } };
  const [t, f, lang, chart, here, start, all] = await Promise.all([words('simulator'), format(), locale(), chartWords(), place(company), api(scenarioApi.simulatorStart, at), api(scenarioApi.scenarios, at)]);
  const may = here.can('capital:record');
  const [saved, against] = [asked.scenario, asked.against].map((id) => all.find((s) => s.scenario === id) ?? null) as [ScenarioView | null, ScenarioView | null];
  const isEmpty = start.holders.length === 0;
  return (
    <Page title={t('title')} lead={t('lead')}
      actions={<>{saved && may && <ButtonLink href={hrefOf({ ...asked, sheet: 'checklist' })}>{t('checklist.open')}</ButtonLink>}{saved && <ButtonLink href="?" kind="quiet" isNew>{t('new')}</ButtonLink>}</>}>
      <CapitalTabs company={company} at="simulator" />
      <Section title={saved?.name ?? t('unsaved')} lead={t('startsOn', { day: f.day(start.on) })}>
        {isEmpty ? <EmptyState action={may && <ButtonLink href={`/${company}/capital?sheet=issue`}>{t('issue')}</ButtonLink>}>{t('empty')}</EmptyState>
          : <Simulator key={saved?.scenario ?? 'new'} start={start} saved={saved && kept(saved)} against={against && kept(against)} locale={lang} words={t.raw('w') as SimulatorWords} chart={chart} may={may}
              save={saveScenario.bind(null, { company })} change={saved && changeScenario.bind(null, { company, scenario: saved.scenario })} />}
      </Section>
      <Scenarios company={company} all={all} asked={asked} may={may} />
      {asked.sheet && saved && may && <ScenarioSheet company={company} asked={asked} saved={saved} start={start} />}
    </Page>
  );
}

const kept = ({ scenario, name, terms }: ScenarioView) => ({ scenario, name, terms });

async function Scenarios({ company, all, asked, may }: { company: string; all: readonly ScenarioView[]; asked: Asked; may: boolean }) {
  const [t, f] = await Promise.all([words('simulator'), format()]);
  const raise = (s: ScenarioView) => ({ amount: s.terms.rounds[0]!.investors.reduce((sum, i) => sum + i.amount.amount, 0), currency: s.terms.rounds[0]!.preMoney.currency });
  return (
    <Section id="scenarios" title={t('scenarios')} lead={t('scenariosLead')}>
      <Table caption={t('scenarios')} rows={all} rowKey={(s) => s.scenario} empty={<EmptyState>{t('none')}</EmptyState>}
        columns={[
          { key: 'name', header: t('name'), cell: (s) => s.name },
          { key: 'rounds', header: t('rounds'), cell: (s) => s.terms.rounds.map((r) => r.name).join(' → ') },
          { key: 'preMoney', header: t('preMoney'), align: 'right', cell: (s) => <Amount money={s.terms.rounds[0]!.preMoney} f={f} /> },
          { key: 'raise', header: t('raise'), align: 'right', cell: (s) => <Amount money={raise(s)} f={f} /> },
          { key: 'load', header: t('load'), cell: (s) => <Choices one={s} asked={asked} may={may} t={t} /> },
          { key: 'recorded', header: t('recorded'), cell: (s) => <Recorded company={company} actor={s.actor} at={s.at} fact={s.fact} /> },
        ]} />
    </Section>
  );
}

function Choices({ one, asked, may, t }: { one: ScenarioView; asked: Asked; may: boolean; t: Awaited<ReturnType<typeof words>> }) {
  const isHere = one.scenario === asked.scenario;
  const compared = one.scenario === asked.against;
  const { against: _, sheet: _sheet, ...rest } = asked;
  const on = (sheet: string) => hrefOf({ ...rest, scenario: one.scenario, sheet });
  return (
    <span className="actions">
      {isHere ? <span className="muted">{t('current')}</span> : <a className="link" href={hrefOf({ ...rest, scenario: one.scenario })}>{t('load')}</a>}
      {!isHere && <a className="link" href={hrefOf(compared ? rest : { ...rest, against: one.scenario })}>{t(compared ? 'stopComparing' : 'compareWith')}</a>}
      {may && <><a className="link" data-sheet="" href={on('rename')}>{t('rename')}</a><a className="link" data-sheet="" href={on('drop')}>{t('drop')}</a></>}
    </span>
  );
}
