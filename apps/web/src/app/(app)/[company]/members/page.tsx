import { companyApi, type MemberView } from '@capstan/capital';
import { ButtonLink, Page, Section, Table } from '@capstan/ui';
import { place } from '../../../../api/me.ts';
import { api } from '../../../../api/read.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Tokens } from './tokens.tsx';
import { SecondFactorRule } from './second-factor.tsx';
import { InvitationSheet, InviteSheet, MemberSheet } from './sheets.tsx';

type Props = { params: Promise<{ company: string }>; searchParams: Promise<{ sheet?: string; id?: string; may?: string }> };
export const generateMetadata = async () => ({ title: (await words('app'))('members.title') });

export default async function Members({ params, searchParams }: Props) {
  const [{ company }, { sheet, id, may }] = await Promise.all([params, searchParams]);
  const [t, account, f, here] = await Promise.all([words('app'), words('account'), format(), place(company)]);
  const manages = here.can('company:manage');
  const [members, { secondFactorRequired }, open] = await Promise.all([api(companyApi.members, { params: { company }, asOf: '' }), api(companyApi.company, { params: { company }, asOf: '' }), manages ? api(companyApi.invitations, { params: { company }, asOf: '' }) : []]);
  const member = members.find((m) => m.user === id);
  const invitation = open.find((i) => i.id === id);
  return (
    <Page title={t('members.title')} lead={t('members.lead')} actions={manages && <ButtonLink href="?sheet=invite" kind="primary" isNew>{t('members.invite')}</ButtonLink>}>
      <Table caption={t('members.title')} rows={members} rowKey={(m) => m.user} rowHref={(m) => (manages && !m.self ? `?sheet=member&id=${encodeURIComponent(m.user)}` : undefined)}
        columns={[
          { key: 'name', header: t('members.name'), cell: (m) => <>{m.name}{m.self && <span className="muted"> · {t('members.you')}</span>}</> },
          { key: 'role', header: t('members.role'), cell: (m) => t(`roles.${m.role}`) },
          ...(manages ? [{ key: 'factor', header: account('rule.column'), cell: (m: MemberView) => <span className="muted">{account(m.secondFactor ? 'rule.has' : 'rule.hasNot')}</span> }] : []),
          { key: 'since', header: t('members.since'), align: 'right', cell: (m) => f.day(m.since) },
        ]} />
      {manages && (
        <Section title={t('members.invitations')} lead={t('members.invitationsLead')}>
          <Table caption={t('members.invitations')} rows={open} rowKey={(i) => i.id} rowHref={(i) => `?sheet=invitation&id=${encodeURIComponent(i.id)}`} empty={<p className="muted">{t('members.noInvitations')}</p>}
            columns={[
              { key: 'email', header: t('members.email'), cell: (i) => i.email },
              { key: 'role', header: t('members.role'), cell: (i) => t(`roles.${i.role}`) },
              { key: 'by', header: t('members.invitedBy'), cell: (i) => i.invitedBy },
              { key: 'until', header: t('members.expires'), align: 'right', cell: (i) => f.day(i.expiresAt) },
            ]} />
        </Section>
      )}
      {manages && <SecondFactorRule company={company} required={secondFactorRequired} />}
      {manages && <p><a className="link" href={`/${company}/members/salary-reads`}>{account('reads.link')}</a></p>}
      <Tokens company={company} sheet={sheet} id={id} may={may} />
      {sheet === 'invite' && manages && <InviteSheet company={company} />}
      {sheet === 'invitation' && invitation && <InvitationSheet company={company} invitation={invitation} />}
      {sheet === 'member' && member && manages && <MemberSheet company={company} member={member} />}
    </Page>
  );
}
