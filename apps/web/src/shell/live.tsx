'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';

const GATHER_MS = 120;
const PATIENCE_MS = 4000;

/** Follows the company's notices: asks the page anew when something was recorded, and says when the connection is gone. */
export function Live({ company, offline }: { company: string; offline: string }) {
  const router = useRouter();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let patience: ReturnType<typeof setTimeout> | undefined;
    let seen: string | undefined;
    const source = new EventSource(`/api/companies/${encodeURIComponent(company)}/live`);
    source.addEventListener('open', () => { clearTimeout(patience); patience = undefined; setLost(false); });
    source.addEventListener('error', () => { patience ??= setTimeout(() => setLost(true), PATIENCE_MS); });
    source.addEventListener('message', (event: MessageEvent<string>) => {
      const { position } = JSON.parse(event.data) as { position: string };
      if (seen !== undefined && seen !== position) {
        clearTimeout(timer);
        timer = setTimeout(() => router.refresh(), GATHER_MS);
      }
      seen = position;
    });
    return () => { source.close(); clearTimeout(timer); clearTimeout(patience); };
  }, [company, router]);
  return lost ? <div className="banner shell-banner" data-tone="warn" role="alert">{offline}</div> : null;
}
