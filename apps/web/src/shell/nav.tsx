'use client';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

export interface NavItem { href: string; label: string; icon?: ReactNode }

/** The company's pages; the one that is open is marked. */
export function Nav({ items, label, className }: { items: NavItem[]; label: string; className: string }) {
  const path = usePathname();
  const open = items.find((i) => path === i.href || (i.href.lastIndexOf('/') > 0 && path.startsWith(`${i.href}/`)));
  return <nav className={className} aria-label={label}>{items.map((i) => <a key={i.href} href={i.href} {...(i === open && { 'aria-current': 'page' as const })}>{i.icon}{i.label}</a>)}</nav>;
}
