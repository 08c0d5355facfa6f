import { Banner, TextField } from '@capstan/ui';
import type { Metadata } from 'next';
import { words } from '../../../i18n/words.ts';
import { Form } from '../../../shell/form.tsx';
import { signIn } from '../actions.ts';

type Props = { searchParams: Promise<{ next?: string; reset?: string }> };
export const generateMetadata = async (): Promise<Metadata> => ({ title: (await words('auth'))('signIn.title') });

export default async function SignIn({ searchParams }: Props) {
  const [t, { next, reset }] = await Promise.all([words('auth'), searchParams]);
  return (
    <>
      <div><h1>{t('signIn.title')}</h1><p className="muted">{t('signIn.lead')}</p></div>
      {reset === 'done' && <Banner tone="good">{t('reset.done')}</Banner>}
      <Form action={signIn} submit={t('signIn.submit')}>
        {next && <input type="hidden" name="next" value={next} />}
        <TextField name="email" type="email" label={t('signIn.email')} autoComplete="username" required />
        <TextField name="password" type="password" label={t('signIn.password')} autoComplete="current-password" required />
      </Form>
      <p className="muted">{t('signIn.other')} <a className="link" href={next ? `/sign-up?next=${encodeURIComponent(next)}` : '/sign-up'}>{t('signIn.otherLink')}</a></p>
      <p className="muted small">{t('signIn.forgotten')}</p>
    </>
  );
}
