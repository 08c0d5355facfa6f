import type { InvitationView, MemberView } from '@capstan/capital';
import { roles } from '@capstan/kernel';
import { Sheet, SelectField, TextField } from '@capstan/ui';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Form } from '../../../../shell/form.tsx';
import { changeRole, invite, makePasswordLink, removeMember, withdraw } from './actions.ts';

const closeOf = (company: string) => `/${company}/members`;

export async function InviteSheet({ company }: { company: string }) {
  const t = await words('app');
  return (
    <Sheet title={t('members.inviteTitle')} closeHref={closeOf(company)} closeLabel={t('close')}>
      <Form action={invite.bind(null, company)} submit={t('members.inviteSubmit')}>
        <TextField name="email" type="email" label={t('members.email')} required />
        <SelectField name="role" label={t('members.role')} defaultValue="engineer" options={roles.map((r) => ({ value: r, label: t(`roles.${r}`) }))} />
      </Form>
    </Sheet>
  );
}

/** The link to hand over: shown whole, copied on click. */
export async function InvitationSheet({ company, invitation }: { company: string; invitation: InvitationView }) {
  const [t, f] = await Promise.all([words('app'), format()]);
  return (
    <Sheet title={invitation.email} closeHref={closeOf(company)} closeLabel={t('close')}>
      <div className="field"><span>{t('members.link')}</span><code className="formula num whitespace-normal cursor-copy" data-copy={invitation.link}>{invitation.link}</code></div>
      <dl className="facts"><dt>{t('members.role')}</dt><dd>{t(`roles.${invitation.role}`)}</dd><dt>{t('members.expires')}</dt><dd>{f.day(invitation.expiresAt)}</dd><dt>{t('members.invitedBy')}</dt><dd>{invitation.invitedBy}</dd></dl>
      <Form action={withdraw.bind(null, company, invitation.id)} submit={t('members.withdraw')} kind="danger" then={closeOf(company)} />
    </Sheet>
  );
}

export async function MemberSheet({ company, member }: { company: string; member: MemberView }) {
  const [t, account] = await Promise.all([words('app'), words('account')]);
  return (
    <Sheet title={member.name} closeHref={closeOf(company)} closeLabel={t('close')}>
      <Form action={changeRole.bind(null, company, member.user)} submit={t('members.change')} then={closeOf(company)}>
        <SelectField name="role" label={t('members.role')} defaultValue={member.role} options={roles.map((r) => ({ value: r, label: t(`roles.${r}`) }))} />
      </Form>
      <div className="rule stack pt-5">
        <p className="muted">{account('link.note', { name: member.name })}</p>
        <Form action={makePasswordLink.bind(null, company, member.user)} submit={account('link.make')} kind="plain" />
      </div>
      <div className="rule stack pt-5">
        <p className="muted">{t('members.removeQuestion', { name: member.name })}</p>
        <Form action={removeMember.bind(null, company, member.user)} submit={t('members.removeNamed', { name: member.name })} kind="danger" then={closeOf(company)} />
      </div>
    </Sheet>
  );
}
