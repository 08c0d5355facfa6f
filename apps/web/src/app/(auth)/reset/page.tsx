import { TextField } from '@capstan/ui';
import type { Metadata } from 'next';
import { words } from '../../../i18n/words.ts';
import { Form } from '../../../shell/form.tsx';
import { resetPassword } from '../actions.ts';

type Props = { searchParams: Promise<{ token?: string }> };
// The address is the secret: it is told to nobody.
export const generateMetadata = async (): Promise<Metadata> => ({ title: (await words('auth'))('reset.title'), referrer: 'no-referrer' });

/** Where the operator's link leads. */
export default async function Reset({ searchParams }: Props) {
  const [t, { token = '' }] = await Promise.all([words('auth'), searchParams]);
  return (
    <>
      <div><h1>{t('reset.title')}</h1><p className="muted">{t('reset.lead')}</p></div>
      <Form action={resetPassword.bind(null, token)} submit={t('reset.submit')}>
        <TextField name="password" type="password" label={t('reset.password')} hint={t('signUp.passwordHint')} autoComplete="new-password" required />
      </Form>
    </>
  );
}
