import { Banner, Page, Section, TextField } from '@capstan/ui';
import type { Metadata } from 'next';
import { me } from '../../../api/me.ts';
import { words, type Words } from '../../../i18n/words.ts';
import { Form } from '../../../shell/form.tsx';
import './account.css';
import { changePassword, confirmSecondFactor, endSecondFactor, newCodes, startSecondFactor } from './actions.ts';
import { SetUp } from './set-up.tsx';

type Props = { searchParams: Promise<{ why?: string; done?: string }> };
export const generateMetadata = async (): Promise<Metadata> => ({ title: (await words('account'))('title') });

/** One's own account: password and second factor. */
export default async function Account({ searchParams }: Props) {
  const [t, { user }, { why, done }] = await Promise.all([words('account'), me(), searchParams]);
  return (
    <Page title={t('title')} lead={`${user.name}, ${user.email}`}>
      {why === 'second-factor' && !user.secondFactor && <Banner tone="warn">{t('factor.required')}</Banner>}
      {done === 'on' && user.secondFactor && <Banner tone="good">{t('factor.isOn')}</Banner>}
      {done === 'off' && !user.secondFactor && <Banner tone="warn">{t('factor.isOff')}</Banner>}
      <div className="split">
        <Section title={t('factor.title')} lead={t(user.secondFactor ? 'factor.leadOn' : 'factor.lead')}>{user.secondFactor ? <IsOn t={t} /> : <IsOff t={t} />}</Section>
        <Section title={t('password.title')} lead={t('password.lead')}>
          <Form action={changePassword} submit={t('password.submit')}>
            <TextField name="current" type="password" label={t('password.current')} autoComplete="current-password" required />
            <TextField name="password" type="password" label={t('password.new')} hint={t('password.hint')} autoComplete="new-password" required />
          </Form>
        </Section>
      </div>
    </Page>
  );
}

const said = (t: Words, start: string) => ({ password: t('password.current'), start, sending: t('factor.sending'), scan: t('factor.scan'), typed: t('factor.typed'), codes: t('factor.codes'), drawing: t('factor.drawing') });

const IsOff = ({ t }: { t: Words }) => (
  <SetUp action={startSecondFactor} words={said(t, t('factor.start'))}>
    <Form action={confirmSecondFactor} submit={t('factor.confirm')}><TextField name="code" label={t('factor.code')} inputMode="numeric" autoComplete="one-time-code" required /></Form>
  </SetUp>
);

const IsOn = ({ t }: { t: Words }) => (
  <>
    <h3>{t('factor.newCodes')}</h3>
    <SetUp action={newCodes} words={said(t, t('factor.makeCodes'))} />
    <h3>{t('factor.end')}</h3>
    <Form action={endSecondFactor} submit={t('factor.end')} kind="danger"><TextField name="password" type="password" label={t('password.current')} autoComplete="current-password" required /></Form>
  </>
);
