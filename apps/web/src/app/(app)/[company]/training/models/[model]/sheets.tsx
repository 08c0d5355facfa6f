import type { ModelView, VersionView } from '@capstan/training';
import { NumberField, SelectField, Sheet, TextField } from '@capstan/ui';
import { words, type Words } from '../../../../../../i18n/words.ts';
import { Form } from '../../../../../../shell/form.tsx';
import { moveAlias, reduceVersion, removeAlias, retireVersion } from '../actions.ts';

interface Props { company: string; model: ModelView; one: VersionView }

/** What is done with one version: pointed at, made smaller, retired. */
export async function VersionSheet({ sheet, ...props }: Props & { sheet?: string }) {
  if (sheet !== 'alias' && sheet !== 'reduce' && sheet !== 'retire') return null;
  const [t, app] = await Promise.all([words('models'), words('app')]);
  const { company, model: { model }, one: { version } } = props, list = `/${company}/training/models/${model}`, close = `${list}?version=${version}`;
  return (
    <Sheet title={t(`${sheet}.title`, { version })} closeHref={close} closeLabel={app('close')}>
      <p className="prose muted">{t(`${sheet}.lead`)}</p>
      {sheet === 'alias' && <Alias {...props} t={t} close={close} />}
      {sheet === 'reduce' && (
        <Form action={reduceVersion.bind(null, company, model, version)} submit={t('reduce.submit')} then={list}>
          <SelectField name="how.kind" label={t('reduce.how')} options={(['float16', 'uint8', 'prune'] as const).map((kind) => ({ value: kind, label: t(`reductions.${kind}`) }))} />
          <NumberField name="how.share" unit="%" label={t('reduce.share')} hint={t('reduce.shareHint')} defaultValue="50" />
        </Form>
      )}
      {sheet === 'retire' && <Form action={retireVersion.bind(null, company, model, version)} submit={t('retire.submit')} kind="danger" then={list}><TextField name="reason" label={t('retire.reason')} maxLength={500} /></Form>}
    </Sheet>
  );
}

const Alias = ({ company, model: { model }, one: { version, aliases }, t, close }: Props & { t: Words; close: string }) => (
  <>
    <Form action={moveAlias.bind(null, company, model, version)} submit={t('alias.submit')} then={close}>
      <TextField name="alias" label={t('alias.alias')} hint={t('alias.hint')} list="aliases" defaultValue="production" maxLength={40} required />
      <datalist id="aliases">{['production', 'staging'].map((alias) => <option key={alias}>{alias}</option>)}</datalist>
    </Form>
    {aliases.map((alias) => <Form key={alias} action={removeAlias.bind(null, company, model, alias)} submit={t('alias.remove', { alias })} kind="danger" then={close} inline />)}
  </>
);
