import { Menu } from '@capstan/ui';
import { me } from '../api/me.ts';
import { locale } from '../i18n/locale.ts';
import { words } from '../i18n/words.ts';
import { setLanguage, setTheme, signOut } from './actions.ts';

const short = { en: 'EN', zh: '中' };

/** Language, appearance and the account: menus of plain buttons in forms. */
export async function Preferences() {
  const [t, lang] = await Promise.all([words('app'), locale()]);
  return (
    <>
      <Menu id="lang" label={`${short[lang]}: ${t('lang.label')}`} button={<span aria-hidden="true">{short[lang]}</span>}>
        <form action={setLanguage}>{(['en', 'zh'] as const).map((l) => <button key={l} type="submit" name="lang" value={l} lang={l === 'zh' ? 'zh-CN' : 'en'}>{t(`lang.${l}`)}<span className="muted">{l === lang ? '✓' : ''}</span></button>)}</form>
      </Menu>
      <Menu id="theme" label={t('theme.label')} button={<Half />}>
        <form action={setTheme}>{(['system', 'light', 'dark'] as const).map((theme) => <button key={theme} type="submit" name="theme" value={theme}>{t(`theme.${theme}`)}</button>)}</form>
      </Menu>
    </>
  );
}

export async function Account() {
  const [t, { user }] = await Promise.all([words('app'), me()]);
  return (
    <Menu id="account" label={`${initials(user.name)}: ${t('user.label', { name: user.name })}`} button={<span className="initials" aria-hidden="true">{initials(user.name)}</span>}>
      <div className="menu-title">{user.name}<br />{user.email}</div>
      <hr />
      <a href="/account">{t('user.account')}</a>
      <form action={signOut}><button type="submit">{t('user.signOut')}</button></form>
    </Menu>
  );
}

const initials = (name: string) => name.split(/\s+/).slice(0, 2).map((part) => [...part][0] ?? '').join('').toUpperCase();

const Half = () => <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" /><path d="M7 1a6 6 0 0 1 0 12z" fill="currentColor" /></svg>;
