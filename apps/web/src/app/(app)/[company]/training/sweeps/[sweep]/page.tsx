import { scalingApi, sweepsApi } from '@capstan/training';
import { Amount, Figure, Figures, NumberText, Page, Section } from '@capstan/ui';
import { place } from '../../../../../../api/me.ts';
import { api } from '../../../../../../api/read.ts';
import { format } from '../../../../../../i18n/locale.ts';
import { words } from '../../../../../../i18n/words.ts';
import { Form } from '../../../../../../shell/form.tsx';
import { Synthetic } from '../../../../../../shell/synthetic.tsx';
import { names } from '../../names.ts';
import { stopSweep } from '../actions.ts';
import { saySettings } from '../axes.ts';
import { SweepBadge } from '../situation.tsx';
import { Scaling } from './scaling.tsx';
import { Trials } from './trials.tsx';

type Props = { params: Promise<{ company: string; sweep: string }> };
export const generateMetadata = async ({ params }: Props) => ({ title: (await api(sweepsApi.sweep, { params: await params })).name });

/** One sweep: how far it is, the best it found, its trials and what they cost. Live, like a run. */
export default async function Sweep({ params }: Props) {
  const { company, sweep: id } = await params;
  const [t, training, f, here, sweep, who] = await Promise.all([words('sweeps'), words('training'), format(), place(company), api(sweepsApi.sweep, { params: { company, sweep: id } }), names(company)]);
  const study = sweep.purpose === 'scaling' ? await api(scalingApi.study, { params: { company, sweep: id } }) : null;
  const { best, plan } = sweep, { cost } = plan.budget;
  return (
    <Page title={sweep.name} lead={<><SweepBadge situation={sweep.situation} t={t} /> {sweep.purpose === 'scaling' ? t('scaling.title') : t(`strategies.${sweep.strategy}`)} · {training(`models.${sweep.model}`)} · {sweep.datasetName} <Synthetic is={sweep.synthetic} /> · {who(sweep.actor)}, {f.instant(sweep.at)}</>}
      actions={here.can('training:run') && sweep.situation === 'running' && <Form action={stopSweep.bind(null, company, id)} submit={t('stop')} kind="danger" inline />}>
      <Figures label={sweep.name}>
        <Figure headline label={t('bestValue')} value={<NumberText value={best?.value ?? null} digits={4} f={f} />} note={best ? saySettings(best.settings, training, f) : t('noBest')} />
        <Figure label={t('spent')} value={<Amount money={sweep.spent} f={f} as="exact" />} note={cost ? training('run.capOf', { cap: f.exact(cost) }) : undefined} />
        <Figure label={t('trials')} value={<span className="num">{f.number(sweep.ended)} / {f.number(sweep.planned)}</span>} note={t('atOnce', { count: plan.parallel })} />
        {sweep.rungs.length > 0 && <Figure label={t('rungs')} value={<span className="num">{sweep.rungs.map((epoch) => f.number(epoch)).join(' · ')}</span>} note={t('rungsNote')} />}
      </Figures>
      {study && <Scaling study={study} f={f} t={t} training={training} />}
      <Section title={t('trials')} lead={t('trialsLead')}>
        <Trials company={company} trials={sweep.trials} f={f} t={t} training={training} />
      </Section>
    </Page>
  );
}
