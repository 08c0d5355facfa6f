import { Page } from '@capstan/ui';
import type { ReactNode } from 'react';

/** A page that has only something to say, and a way on. */
export const Notice = ({ title, text, href, link, aside }: { title: string; text: string; href: string; link: string; aside?: ReactNode }) => (
  <Page title={title} lead={text}><div className="actions"><a className="button" href={href}>{link}</a>{aside}</div></Page>
);
