import { modelsApi } from '@capstan/training';
import { ButtonLink, EmptyState, SelectField, Sheet, TextAreaField, TextField } from '@capstan/ui';
import { api } from '../../../../../api/read.ts';
import { words } from '../../../../../i18n/words.ts';
import { Form } from '../../../../../shell/form.tsx';
import { registerModel } from './actions.ts';

/** The weights of a finished run as the next version of a model, a known one or a new one. */
export async function RegisterSheet({ company, run }: { company: string; run?: string }) {
  const [t, app, finished, models] = await Promise.all([words('models'), words('app'), api(modelsApi.registrable, { params: { company } }), api(modelsApi.models, { params: { company } })]);
  const close = `/${company}/training/models`, chosen = finished.find((one) => one.run === run) ?? finished[0];
  return (
    <Sheet title={t('register.title')} closeHref={close} closeLabel={app('close')}>
      {chosen ? (
        <>
          <p className="prose muted">{t('register.lead')}</p>
          <Form action={registerModel.bind(null, company)} submit={t('register.submit')}>
            <SelectField name="run" label={t('register.run')} defaultValue={chosen.run} options={finished.map((one) => ({ value: one.run, label: `${one.name} · ${one.datasetName}` }))} />
            <TextField name="name" label={t('register.name')} list="models" maxLength={120} defaultValue={models[0]?.name ?? chosen.datasetName} required />
            <datalist id="models">{models.map(({ model, name }) => <option key={model}>{name}</option>)}</datalist>
            <TextAreaField name="note" label={t('register.note')} hint={t('register.noteHint')} maxLength={500} />
          </Form>
        </>
      ) : <EmptyState action={<ButtonLink href={`/${company}/training`}>{t('toRuns')}</ButtonLink>}>{t('unregistered')}</EmptyState>}
    </Sheet>
  );
}
