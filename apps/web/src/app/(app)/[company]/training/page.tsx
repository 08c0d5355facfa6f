import { trainingApi } from '@capstan/training';
import { Amount, Banner, Button, ButtonLink, Figure, Figures, NumberText, Page, Section } from '@capstan/ui';
import { place } from '../../../../api/me.ts';
import { api } from '../../../../api/read.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { MachineSheet } from './machine-sheet.tsx';
import { names } from './names.ts';
import { NewRunSheet } from './new-run.tsx';
import { RunsTable } from './runs-table.tsx';
import { TrainingTabs } from './tabs.tsx';

type Props = { params: Promise<{ company: string }>; searchParams: Promise<{ sheet?: string; dataset?: string; model?: string }> };
export const generateMetadata = async () => ({ title: (await words('training'))('title') });

const open = new Set(['queued', 'leased', 'running', 'stopping']);

/** Every run, and the way to a new one. */
export default async function Training({ params, searchParams }: Props) {
  const [{ company }, asked] = await Promise.all([params, searchParams]);
  const [t, f, here, runs, machine, who] = await Promise.all([words('training'), format(), place(company), api(trainingApi.runs, { params: { company } }), api(trainingApi.machine, { params: { company } }), names(company)]);
  const may = here.can('training:run');
  const waiting = runs.some(({ situation }) => open.has(situation)) && machine.trainers.length === 0;
  return (
    <Page title={t('title')} lead={t('lead')} actions={may && <><ButtonLink href="?sheet=machine">{t('machine.edit')}</ButtonLink><ButtonLink href="?sheet=run" kind="primary" isNew>{t('run.new')}</ButtonLink></>}>
      <TrainingTabs company={company} at="runs" />
      {waiting && <Banner tone="warn">{t('machine.noTrainer')}</Banner>}
      <Figures label={t('machine.title')}>
        <Figure label={t('machine.price')} value={<Amount money={machine.machine.pricePerHour} f={f} as="exact" />} note={machine.assumed ? t('machine.assumed') : undefined} />
        <Figure label={t('machine.power')} value={<NumberText value={machine.machine.watts} f={f} unit="W" />} note={t('machine.pueNote', { pue: f.number(machine.machine.pue, 2) })} />
        <Figure label={t('machine.trainers')} value={<NumberText value={machine.trainers.length} f={f} />} note={machine.trainers.join(', ')} />
        <Figure label={t('machine.open')} value={<NumberText value={runs.filter(({ situation }) => open.has(situation)).length} f={f} />} />
      </Figures>
      <Section title={t('run.list')} actions={runs.length > 1 && <form id="compare" action={`/${company}/training/compare`} method="get"><Button type="submit">{t('compare.chosen')}</Button></form>}>
        <RunsTable company={company} runs={runs} f={f} t={t} who={who} may={may} />
      </Section>
      {asked.sheet === 'run' && <NewRunSheet company={company} dataset={asked.dataset} model={asked.model} machine={machine} />}
      {asked.sheet === 'machine' && <MachineSheet company={company} machine={machine.machine} />}
    </Page>
  );
}
