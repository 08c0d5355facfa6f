import { words } from '../../../i18n/words.ts';
import { Notice } from '../../../shell/notice.tsx';

type Props = { searchParams: Promise<{ from?: string }> };

/** Said when a role does not include a page; leads back to that company's overview. */
export default async function Denied({ searchParams }: Props) {
  const [t, { from }] = await Promise.all([words('app'), searchParams]);
  const company = /^\/([\w-]+)/.exec(from ?? '')?.[1];
  return <Notice title={t('states.deniedTitle')} text={t('states.denied')} href={company ? `/${company}` : '/'} link={t('states.home')} />;
}
