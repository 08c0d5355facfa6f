import { companyApi } from '@capstan/capital';
import { cache } from 'react';
import { api } from '../../../../api/read.ts';
import { words } from '../../../../i18n/words.ts';

/** Says who recorded something: a member by name, a trainer, a policy. */
export const names = cache(async (company: string): Promise<(actor: string) => string> => {
  const [members, t] = await Promise.all([api(companyApi.members, { params: { company }, asOf: '' }), words('app')]);
  const byId = new Map(members.map(({ user, name }) => [user, name]));
  return (actor) => {
    const [kind, name = ''] = actor.split(':') as [string, string?];
    if (kind === 'policy' || kind === 'trainer') return t(`actors.${kind}`, { name });
    return kind === 'demo' ? t('actors.demo') : byId.get(actor) ?? t('actors.gone');
  };
});
