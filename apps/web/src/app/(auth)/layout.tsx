import type { ReactNode } from 'react';
import { words } from '../../i18n/words.ts';
import { Mark } from '../../shell/brand.tsx';
import { Preferences } from '../../shell/header.tsx';
import { DoorSide } from '../../shell/door-side.tsx';

/** Sign-in and sign-up: a form beside an empty page of the ledger. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const t = await words('app');
  return (
    <div className="plain-page">
      <header className="plain-head"><span className="plain-brand"><Mark />{t('name')}</span><div className="actions"><Preferences /></div></header>
      <div className="door"><main className="door-form">{children}</main><DoorSide /></div>
    </div>
  );
}
