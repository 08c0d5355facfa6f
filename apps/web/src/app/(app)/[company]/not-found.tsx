import { words } from '../../../i18n/words.ts';
import { Notice } from '../../../shell/notice.tsx';

/** Nothing here, inside the frame of the company. */
export default async function NotFound() {
  const t = await words('app');
  return <Notice title={t('states.notFoundTitle')} text={t('states.notFound')} href="/" link={t('states.home')} />;
}
