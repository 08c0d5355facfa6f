import { Menu } from '@capstan/ui';
import { type ReactNode, Suspense } from 'react';
import { me, place } from '../../../api/me.ts';
import { locale } from '../../../i18n/locale.ts';
import { words, type Words } from '../../../i18n/words.ts';
import { AsOf, AsOfBanner } from '../../../shell/as-of.tsx';
import { Mark } from '../../../shell/brand.tsx';
import { Desk } from '../../../shell/desk.tsx';
import { Account, Preferences } from '../../../shell/header.tsx';
import { FrameWordsProvider } from '../../../shell/frame-words.tsx';
import { Live } from '../../../shell/live.tsx';
import { Nav } from '../../../shell/nav.tsx';
import { pages } from '../../../shell/pages.ts';
import { StuckBanner } from '../../../shell/stuck-banner.tsx';

type Props = { children: ReactNode; params: Promise<{ company: string }> };

/** The frame of a company's screens: its pages, the moment shown, who is signed in; below it the page itself. */
export default async function CompanyLayout({ children, params }: Props) {
  const { company } = await params;
  const [here, { position }, t, lang] = await Promise.all([place(company), me(), words('app'), locale()]);
  const base = `/${here.id}`;
  const items = pages.filter((p) => here.can(p.permission)).map((p) => ({ href: p.path ? `${base}/${p.path}` : base, label: t(`nav.${p.name}`), key: p.key }));
  const links = items.map(({ href, label }) => ({ href, label }));
  const moment = t.raw('asOf') as Parameters<typeof AsOf>[0]['words'];
  return (
    <div className="shell">
      <a className="skip" href="#main">{t('skip')}</a>
      <aside className="shell-side no-print">
        <Switcher t={t} current={here.id} name={here.name} />
        <Suspense><Nav items={links} label={t('nav.label')} className="side-nav" /></Suspense>
      </aside>
      <header className="shell-header no-print">
        <div className="shell-company"><Switcher t={t} current={here.id} name={here.name} /></div>
        <Suspense><AsOf words={moment} locale={lang} /></Suspense>
        <span className="flex-1" />
        <button type="button" className="button search" data-kind="quiet" data-palette="" aria-label={`⌘K: ${t('palette.open')}`}><kbd>⌘K</kbd></button>
        <Preferences /><Account />
      </header>
      <main id="main" className="shell-main" tabIndex={-1}>
        <Suspense><AsOfBanner words={moment} locale={lang} /></Suspense>
        <StuckBanner company={here.id} />
        <Live company={here.id} position={position} offline={t('live.offline')} />
        {here.demo && <div className="banner shell-banner no-print" role="status"><span>{t('demo.banner')}</span><a className="link" href="/welcome">{t('demo.own')}</a></div>}
        <FrameWordsProvider words={t.raw('states') as Parameters<typeof FrameWordsProvider>[0]['words']}>{children}</FrameWordsProvider>
      </main>
      <div className="shell-bottom no-print">
        <Suspense><Nav items={links.slice(0, 4)} label={t('nav.label')} className="bottom-nav" /></Suspense>
        <Menu id="more" label={t('nav.more')} button={t('nav.more')} side="up">{links.slice(4).map((i) => <a key={i.href} href={i.href}>{i.label}</a>)}</Menu>
      </div>
      <Suspense><Desk pages={items} words={paletteWords(t)} /></Suspense>
    </div>
  );
}

async function Switcher({ t, current, name }: { t: Words; current: string; name: string }) {
  const { companies } = await me();
  const id = 'companies';
  return (
    <details className="switcher">
      <summary aria-label={t('switcher.label', { name })}><Mark /><strong>{name}</strong><span aria-hidden="true" className="muted">⌄</span></summary>
      <div className="menu switcher-menu" id={id}>
        <div className="menu-title">{t('switcher.title')}</div>
        {companies.map((c) => <a key={c.id} href={`/${c.id}`} {...(c.id === current && { 'aria-current': 'true' as const })}>{c.name}<span className="muted small">{t(`roles.${c.role}`)}</span></a>)}
        <hr /><a href="/welcome">{t('switcher.new')}</a>
      </div>
    </details>
  );
}

const paletteWords = (t: Words): Parameters<typeof Desk>[0]['words'] => ({
  placeholder: t('palette.placeholder'), none: t('palette.none'), go: t('palette.go'), do: t('palette.do'), find: t('palette.find'), asOf: String(t.raw('palette.asOf')), keys: t('palette.keys'),
  keysTitle: t('keys.title'), goto: String(t.raw('keys.goto')), palette: t('keys.palette'), new: t('keys.new'), move: t('keys.move'), enter: t('keys.enter'), esc: t('keys.esc'), twin: t('keys.twin'), help: t('keys.help'), close: t('close'),
});
