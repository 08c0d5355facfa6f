import { words } from '../i18n/words.ts';
import { Notice } from '../shell/notice.tsx';

export default async function NotFound() {
  const t = await words('app');
  return <main><Notice title={t('states.notFoundTitle')} text={t('states.notFound')} href="/" link={t('states.home')} /></main>;
}
