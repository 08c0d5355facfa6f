import { DayField, Page, Section, SelectField, Table, TextField } from '@capstan/ui';
import { currencies } from '@capstan/kernel';
import type { Metadata } from 'next';
import { me } from '../../../api/me.ts';
import { countries } from '../../../i18n/countries.ts';
import { format } from '../../../i18n/locale.ts';
import { words } from '../../../i18n/words.ts';
import { Form } from '../../../shell/form.tsx';
import { found, openInvitation } from '../actions.ts';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await words('app'))('welcome.found') });

export default async function Welcome() {
  const [t, f, { user, companies }] = await Promise.all([words('app'), format(), me()]);
  const money = currencies.map((code) => ({ value: code, label: `${code} · ${f.currencyName(code)}` }));
  return (
    <Page title={t('welcome.title', { name: user.name })} lead={t('welcome.lead')}>
      {companies.length > 0 && (
        <Section title={t('welcome.yours')}>
          <Table caption={t('welcome.yours')} rows={companies} rowKey={(c) => c.id} rowHref={(c) => `/${c.id}`}
            columns={[{ key: 'name', header: t('welcome.name'), cell: (c) => c.name }, { key: 'role', header: t('members.role'), cell: (c) => t(`roles.${c.role}`) }]} />
        </Section>
      )}
      <div className="split">
        <Section title={t('welcome.found')}>
          <Form action={found} submit={t('welcome.submit')}>
            <TextField name="name" label={t('welcome.name')} required maxLength={120} />
            <div className="form-row">
              <SelectField name="currency" label={t('welcome.currency')} options={money} defaultValue={f.locale === 'zh' ? 'CNY' : 'EUR'} />
              <SelectField name="country" label={t('welcome.country')} options={countries(f.locale)} defaultValue={f.locale === 'zh' ? 'CN' : 'DE'} />
            </div>
            <DayField name="foundedOn" label={t('welcome.foundedOn')} required />
          </Form>
        </Section>
        <Section title={t('welcome.join')}>
          <form action={openInvitation} className="form">
            <TextField name="invitation" label={t('welcome.link')} hint={t('welcome.linkHint')} required />
            <div className="actions"><button type="submit" className="button">{t('welcome.joinSubmit')}</button></div>
          </form>
        </Section>
      </div>
    </Page>
  );
}
