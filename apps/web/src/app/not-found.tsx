import { words } from '../i18n/words.ts';
import { Mark } from '../shell/brand.tsx';
import { Notice } from '../shell/notice.tsx';

export default async function NotFound() {
  const t = await words('app');
  return (
    <div className="plain-page">
      <header className="plain-head"><a className="plain-brand" href="/"><Mark />{t('name')}</a></header>
      <main><Notice title={t('states.notFoundTitle')} text={t('states.notFound')} href="/" link={t('states.home')} /></main>
    </div>
  );
}
