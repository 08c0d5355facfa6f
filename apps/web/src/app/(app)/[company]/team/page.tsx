import { companyApi } from '@capstan/capital';
import { teamApi, type TeamMonths } from '@capstan/team';
import { Amount, Banner, ButtonLink, Figure, Figures, Menu, NumberText, Page } from '@capstan/ui';
import { place } from '../../../../api/me.ts';
import { api } from '../../../../api/read.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { KeyFigure } from '../../../../why/key-figure.tsx';
import { EmployerCostsSection } from './employer-costs.tsx';
import { MonthCharts } from './months.tsx';
import { PeopleSection } from './people.tsx';
import { TeamSheet } from './sheets.tsx';

export interface Asked { sheet?: string; id?: string }
type Props = { params: Promise<{ company: string }>; searchParams: Promise<Asked> };
export const generateMetadata = async () => ({ title: (await words('team'))('title') });

/** Who is here, who is planned, who left, and what they cost by month. */
export default async function Team({ params, searchParams }: Props) {
  const [{ company }, asked] = await Promise.all([params, searchParams]);
  const at = { params: { company } };
  const [t, f, here, profile, team, months, costs] = await Promise.all([
    words('team'), format(), place(company), api(companyApi.company, at), api(teamApi.people, at), api(teamApi.months, at), api(teamApi.employerCosts, at),
  ]);
  const may = here.can('team:record');
  const now = months.months.find((m) => m.month === months.thisMonth);
  const ahead = months.months.at(-1);
  const unknown = (side: TeamMonths['months'][number]['plan']) => (side.unknown > 0 ? t('figures.unknown', { count: side.unknown, known: f.tile(side.known) }) : undefined);
  return (
    <Page title={t('title')} lead={t('lead')} actions={may && <>
      <Menu id="team-more" label={t('more')} button={t('more')}><a href="?sheet=hire" data-sheet="">{t('hire.direct')}</a><a href="?sheet=import" data-sheet="">{t('import.title')}</a><a href="?sheet=costs" data-sheet="">{t('costs.set')}</a></Menu>
      <ButtonLink href="?sheet=plan" kind="primary" isNew>{t('plan.new')}</ButtonLink>
    </>}>
      {months.missingRates.length > 0 && <Banner tone="warn">{t('missingRates', { currencies: months.missingRates.join(', ') })}</Banner>}
      <Figures label={t('title')}>
        <Figure label={t('figures.headcount')} value={<NumberText value={team.headcount} f={f} />} note={t('figures.planned', { count: team.planned })} />
        {now?.actual?.why && <KeyFigure company={company} why={now.actual.why} of={now.month} value={<Amount money={now.actual.total} f={f} as="tile" />} note={unknown(now.actual) ?? t('figures.month', { month: f.month(now.month) })} />}
        {ahead?.outlook.why && <KeyFigure company={company} why={ahead.outlook.why} of={`outlook-${ahead.month}`} label={t('figures.outlook', { month: f.month(ahead.month) })} value={<Amount money={ahead.outlook.total} f={f} as="tile" />} note={unknown(ahead.outlook) ?? t('figures.people', { count: ahead.outlook.headcount })} />}
      </Figures>
      <PeopleSection company={company} people={team.people} may={may} salaries={here.can('salaries:read')} />
      {team.people.length > 0 && <MonthCharts months={months} salaries={here.can('salaries:read')} />}
      <EmployerCostsSection company={company} costs={costs} may={may} countries={new Set([profile.country, ...team.people.map((p) => p.country)])} />
      {asked.sheet && may && <TeamSheet company={company} currency={profile.currency} country={profile.country} asked={asked} people={team.people} />}
    </Page>
  );
}
