import { runsApi, trainingApi } from '@capstan/training';
import { Amount, Banner, ButtonLink, Figure, Figures, NumberText, Page } from '@capstan/ui';
import { place } from '../../../../api/me.ts';
import { api } from '../../../../api/read.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { ElsewhereSheet } from './elsewhere-sheet.tsx';
import { MachineSheet } from './machine-sheet.tsx';
import { names } from './names.ts';
import { NewRunSheet } from './new-run.tsx';
import { chosen, type RunSearch } from './run-search.ts';
import { RunsList } from './runs-list.tsx';
import { TrainingTabs } from './tabs.tsx';

type Props = { params: Promise<{ company: string }>; searchParams: Promise<RunSearch & { sheet?: string }> };
export const generateMetadata = async () => ({ title: (await words('training'))('title') });

/** Every run, and the way to a new one. */
export default async function Training({ params, searchParams }: Props) {
  const [{ company }, asked] = await Promise.all([params, searchParams]);
  const of = { params: { company } };
  // While a run is being asked for, dataset and model are what it is to learn from, not filters.
  const search: RunSearch = asked.sheet === 'run' ? {} : asked;
  const [t, r, f, here, page, choices, machine, who] = await Promise.all([words('training'), words('runs'), format(), place(company), api(runsApi.runs, { ...of, query: chosen(search) }), api(runsApi.choices, of), api(trainingApi.machine, of), names(company)]);
  const may = here.can('training:run');
  const waiting = page.open > 0 && machine.trainers.length === 0;
  return (
    <Page title={t('title')} lead={t('lead')} actions={may && <><ButtonLink href="?sheet=elsewhere">{t('machine.elsewhere')}</ButtonLink><ButtonLink href="?sheet=machine">{t('machine.edit')}</ButtonLink><ButtonLink href="?sheet=run" kind="primary" isNew>{t('run.new')}</ButtonLink></>}>
      <TrainingTabs company={company} at="runs" />
      {waiting && <Banner tone="warn">{t('machine.noTrainer')}</Banner>}
      <Figures label={t('machine.title')}>
        <Figure label={t('machine.price')} value={<Amount money={machine.machine.pricePerHour} f={f} as="exact" />} note={machine.assumed ? t('machine.assumed') : undefined} />
        <Figure label={t('machine.power')} value={<NumberText value={machine.machine.watts} f={f} unit="W" />} note={t('machine.pueNote', { pue: f.number(machine.machine.pue, 2) })} />
        <Figure label={t('machine.trainers')} value={<NumberText value={machine.trainers.length} f={f} />} note={machine.trainers.join(', ')} />
        <Figure label={t('machine.open')} value={<NumberText value={page.open} f={f} />} />
      </Figures>
      <RunsList company={company} page={page} choices={choices} search={search} f={f} t={t} r={r} who={who} may={may} />
      {asked.sheet === 'run' && <NewRunSheet company={company} dataset={asked.dataset} model={asked.model} machine={machine} />}
      {asked.sheet === 'elsewhere' && may && <ElsewhereSheet company={company} currency={machine.machine.pricePerHour.currency} />}
      {asked.sheet === 'machine' && <MachineSheet company={company} machine={machine.machine} />}
    </Page>
  );
}
