import { TextField } from '@capstan/ui';
import type { Metadata } from 'next';
import { words } from '../../../../i18n/words.ts';
import { Form } from '../../../../shell/form.tsx';
import { giveCode } from '../../actions.ts';

type Props = { searchParams: Promise<{ next?: string }> };
export const generateMetadata = async (): Promise<Metadata> => ({ title: (await words('auth'))('code.title') });

/** Asked after the password of whoever has switched the second factor on. */
export default async function SecondFactor({ searchParams }: Props) {
  const [t, { next }] = await Promise.all([words('auth'), searchParams]);
  return (
    <>
      <div><h1>{t('code.title')}</h1><p className="muted">{t('code.lead')}</p></div>
      <Form action={giveCode} submit={t('code.submit')}>
        {next && <input type="hidden" name="next" value={next} />}
        <TextField name="code" label={t('code.code')} hint={t('code.hint')} autoComplete="one-time-code" required />
      </Form>
      <p className="muted"><a className="link" href="/sign-in">{t('code.again')}</a></p>
    </>
  );
}
