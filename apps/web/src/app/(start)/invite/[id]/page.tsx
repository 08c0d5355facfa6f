import { companyApi } from '@capstan/capital';
import { Page } from '@capstan/ui';
import { api } from '../../../../api/read.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Form } from '../../../../shell/form.tsx';
import { accept } from '../../actions.ts';

type Props = { params: Promise<{ id: string }> };

export default async function Invite({ params }: Props) {
  const { id } = await params;
  const [t, f, offer] = await Promise.all([words('app'), format(), api(companyApi.invitation, { params: { invitation: id } })]);
  return (
    <Page title={t('invite.title', { company: offer.company })} lead={t('invite.lead', { role: t(`roles.${offer.role}`), email: offer.email, until: f.day(offer.expiresAt) })}>
      <Form action={accept.bind(null, id)} submit={t('invite.accept')} />
    </Page>
  );
}
