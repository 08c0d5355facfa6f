import { type TokenView, tokenApi, tokenScopes } from '@capstan/capital';
import { addDays } from '@capstan/kernel';
import { ButtonLink, DayField, Section, Sheet, Table, TextField } from '@capstan/ui';
import { place } from '../../../../api/me.ts';
import { api } from '../../../../api/read.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Form } from '../../../../shell/form.tsx';
import { makeToken, revokeToken } from './actions.ts';

const DAYS = 90;

/** Keys for programs: what each may do, until when, and when it was last used. */
export async function Tokens({ company, sheet, id, may }: { company: string; sheet?: string; id?: string; may?: string }) {
  const [t, f, tokens] = await Promise.all([words('app'), format(), api(tokenApi.tokens, { params: { company }, asOf: '' })]);
  const open = tokens.find((one) => one.id === id);
  return (
    <>
      <Section title={t('tokens.title')} lead={t('tokens.lead')} actions={<ButtonLink href="?sheet=token">{t('tokens.make')}</ButtonLink>}>
        <Table caption={t('tokens.title')} rows={tokens} rowKey={(one) => one.id} rowHref={(one) => `?sheet=revoke&id=${one.id}`} empty={<p className="muted">{t('tokens.none')}</p>}
          columns={[
            { key: 'name', header: t('tokens.name'), cell: (one) => one.name },
            { key: 'maker', header: t('tokens.maker'), cell: (one) => one.makerName },
            { key: 'scopes', header: t('tokens.scopes'), cell: (one) => one.scopes.map((scope) => t(`scopes.${scope}`)).join(', ') },
            { key: 'used', header: t('tokens.used'), align: 'right', cell: (one) => (one.usedOn ? f.day(one.usedOn) : t('tokens.never')) },
            { key: 'until', header: t('tokens.expires'), align: 'right', cell: (one) => f.day(one.expiresOn) },
          ]} />
      </Section>
      {sheet === 'token' && <TokenSheet company={company} may={may} />}
      {sheet === 'revoke' && open && <RevokeSheet company={company} token={open} />}
    </>
  );
}

/** `may`: what the page that led here needs a token for, ticked already. */
async function TokenSheet({ company, may }: { company: string; may?: string }) {
  const [t, here] = await Promise.all([words('app'), place(company)]);
  return (
    <Sheet title={t('tokens.make')} closeHref={`/${company}/members`} closeLabel={t('close')}>
      <Form action={makeToken.bind(null, company)} submit={t('tokens.makeSubmit')}>
        <TextField name="name" label={t('tokens.name')} hint={t('tokens.nameHint')} required />
        <DayField name="expiresOn" label={t('tokens.expires')} defaultValue={addDays(new Date().toISOString().slice(0, 10), DAYS)} required />
        <fieldset className="stack"><legend>{t('tokens.scopes')}</legend>{tokenScopes.filter((scope) => here.permissions.includes(scope)).map((scope) => <label key={scope} className="check"><input type="checkbox" name="scopes" value={scope} defaultChecked={scope === may} />{t(`scopes.${scope}`)}</label>)}</fieldset>
      </Form>
    </Sheet>
  );
}

async function RevokeSheet({ company, token }: { company: string; token: TokenView }) {
  const t = await words('app');
  return (
    <Sheet title={token.name} closeHref={`/${company}/members`} closeLabel={t('close')}>
      <p className="muted">{t('tokens.revokeNote')}</p>
      <Form action={revokeToken.bind(null, company, token.id)} submit={t('tokens.revoke')} kind="danger" then={`/${company}/members`} />
    </Sheet>
  );
}
