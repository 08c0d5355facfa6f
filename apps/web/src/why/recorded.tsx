import { companyApi } from '@capstan/capital';
import { cache } from 'react';
import { api } from '../api/read.ts';
import { format } from '../i18n/locale.ts';
import { words } from '../i18n/words.ts';

/** Names of the members of a company by user id; asked once per request. */
const names = cache(async (company: string) => new Map((await api(companyApi.members, { params: { company }, asOf: '' })).map((m) => [m.user, m.name])));

/** Who recorded something and when, with the event that says so: for lists. */
export async function Recorded({ company, actor, at, fact }: { company: string; actor: string; at: string; fact?: string }) {
  const [who, t, f] = await Promise.all([names(company), words('app'), format()]);
  const [kind, name] = actor.split(':') as [string, string?];
  const known = who.get(actor) ?? (name !== undefined && t.has(`actors.${kind}`) ? t(`actors.${kind}`, { name }) : actor === 'demo' ? t('actors.demo') : t('actors.gone'));
  const when = <span title={f.instant(at)}>{f.day(at)}</span>;
  return <span className="recorded small muted">{known} · {fact ? <a className="link num" href={`/${company}/ledger?event=${encodeURIComponent(fact)}`}>{when}</a> : <span className="num">{when}</span>}</span>;
}
