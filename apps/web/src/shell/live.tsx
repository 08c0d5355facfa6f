'use client';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { concerns, Rereading } from './rereading.ts';

const PATIENCE_MS = 4000;

/** `/harbour/training/runs`: the page is `/training/runs`. */
const pageOf = (path: string) => path.replace(/^\/[^/]*/, '');

/** Follows the company's notices from the position the page was read at: asks it anew when something it shows was recorded, and says when the connection is gone. */
export function Live({ company, position, offline }: { company: string; position: string; offline: string }) {
  const since = useRef(position);
  const router = useRouter();
  const page = pageOf(usePathname());
  const shown = useRef(page);
  const unread = useRef(new Set<string>());
  const rereading = useRef<Rereading>(undefined);
  const [reading, startReading] = useTransition();
  const [lost, setLost] = useState(false);
  useEffect(() => { if (!reading) rereading.current?.over(); }, [reading]);
  useEffect(() => {
    let patience: ReturnType<typeof setTimeout> | undefined;
    const again = new Rereading(() => { unread.current.clear(); startReading(() => router.refresh()); });
    rereading.current = again;
    const source = new EventSource(`/api/companies/${encodeURIComponent(company)}/live?since=${since.current}`);
    source.addEventListener('open', () => { clearTimeout(patience); patience = undefined; setLost(false); });
    source.addEventListener('error', () => { patience ??= setTimeout(() => setLost(true), PATIENCE_MS); });
    source.addEventListener('message', (event: MessageEvent<string>) => {
      const notice = JSON.parse(event.data) as { position: string; types: readonly string[] };
      since.current = notice.position;
      if (concerns(shown.current, notice.types)) again.heard();
      else for (const type of notice.types) unread.current.add(type);
    });
    return () => { source.close(); again.close(); clearTimeout(patience); };
  }, [company, router]);
  // What the last page did not show, the next one may.
  useEffect(() => {
    shown.current = page;
    if (concerns(page, [...unread.current])) rereading.current?.heard();
  }, [page]);
  return lost ? <div className="banner shell-banner" data-tone="warn" role="alert">{offline}</div> : null;
}
