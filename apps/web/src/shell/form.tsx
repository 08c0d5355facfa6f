import { words } from '../i18n/words.ts';
import { ActionForm, type ActionFormProps } from './action-form.tsx';

/** ActionForm with the words every form shares: `<Form action={signSafe.bind(null, company)} submit={t('sign')} then={close}>…fields…</Form>`. */
export async function Form(props: Omit<ActionFormProps, 'sending' | 'once'>) {
  const t = await words('app');
  return <ActionForm {...props} sending={t('form.sending')} once={t('form.once')} />;
}
