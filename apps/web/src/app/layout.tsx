import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { locale } from '../i18n/locale.ts';
import { words } from '../i18n/words.ts';
import './globals.css';

const inter = localFont({
  src: '../../../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  variable: '--font-inter', weight: '100 900', display: 'swap', fallback: ['system-ui'],
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await words('app');
  return { title: { default: t('name'), template: `%s · ${t('name')}` }, description: t('description') };
}

export const viewport: Viewport = {
  width: 'device-width', initialScale: 1,
  themeColor: [{ media: '(prefers-color-scheme: light)', color: '#fbf8f2' }, { media: '(prefers-color-scheme: dark)', color: '#161512' }],
};

/** The chosen theme comes with the first byte, so nothing flashes; without a choice the system's is taken. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get('theme')?.value;
  return (
    <html lang={(await locale()) === 'zh' ? 'zh-CN' : 'en'} className={inter.variable} {...((theme === 'light' || theme === 'dark') && { 'data-theme': theme })}>
      <body>{children}</body>
    </html>
  );
}
