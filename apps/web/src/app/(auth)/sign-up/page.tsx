import { TextField } from '@capstan/ui';
import type { Metadata } from 'next';
import { words } from '../../../i18n/words.ts';
import { Form } from '../../../shell/form.tsx';
import { signUp } from '../actions.ts';

type Props = { searchParams: Promise<{ next?: string }> };
export const generateMetadata = async (): Promise<Metadata> => ({ title: (await words('auth'))('signUp.title') });

export default async function SignUp({ searchParams }: Props) {
  const [t, { next }] = await Promise.all([words('auth'), searchParams]);
  return (
    <>
      <div><h1>{t('signUp.title')}</h1><p className="muted">{t('signUp.lead')}</p></div>
      <Form action={signUp} submit={t('signUp.submit')}>
        {next && <input type="hidden" name="next" value={next} />}
        <TextField name="name" label={t('signUp.name')} autoComplete="name" required />
        <TextField name="email" type="email" label={t('signUp.email')} autoComplete="username" required />
        <TextField name="password" type="password" label={t('signUp.password')} hint={t('signUp.passwordHint')} autoComplete="new-password" required />
      </Form>
      <p className="muted">{t('signUp.other')} <a className="link" href={next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'}>{t('signUp.otherLink')}</a></p>
    </>
  );
}
