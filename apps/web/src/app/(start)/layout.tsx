import type { ReactNode } from 'react';
import { words } from '../../i18n/words.ts';
import { Mark } from '../../shell/brand.tsx';
import { Account, Preferences } from '../../shell/header.tsx';

/** Pages before a company is open. */
export default async function StartLayout({ children }: { children: ReactNode }) {
  const t = await words('app');
  return (
    <div className="plain-page">
      <header className="plain-head"><a className="plain-brand" href="/"><Mark />{t('name')}</a><div className="actions"><Preferences /><Account /></div></header>
      <main id="main">{children}</main>
    </div>
  );
}
