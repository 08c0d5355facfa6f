'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';

const GATHER_MS = 120;
const PATIENCE_MS = 4000;

/** Follows the company's notices from the position the page was read at: asks it anew when something was recorded, and says when the connection is gone. */
export function Live({ company, position, offline }: { company: string; position: string; offline: string }) {
  const since = useRef(position);
  const router = useRouter();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let patience: ReturnType<typeof setTimeout> | undefined;
    const source = new EventSource(`/api/companies/${encodeURIComponent(company)}/live?since=${since.current}`);
    source.addEventListener('open', () => { clearTimeout(patience); patience = undefined; setLost(false); });
    source.addEventListener('error', () => { patience ??= setTimeout(() => setLost(true), PATIENCE_MS); });
    source.addEventListener('message', (event: MessageEvent<string>) => {
      const notice = JSON.parse(event.data) as { position: string; types: readonly string[] };
      since.current = notice.position;
      if (notice.types.length === 0) return;
      clearTimeout(timer);
      timer = setTimeout(() => router.refresh(), GATHER_MS);
    });
    return () => { source.close(); clearTimeout(timer); clearTimeout(patience); };
  }, [company, router]);
  return lost ? <div className="banner shell-banner" data-tone="warn" role="alert">{offline}</div> : null;
}
