'use client';
import { usePathname } from 'next/navigation';
import { useFrameWords } from '../../../shell/frame-words.tsx';

/** Shown when a page could not be put together: says so, keeps the frame, tries again. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useFrameWords();
  const path = usePathname();
  return (
    <div className="page">
      <div className="page-head"><div><h1>{t.errorTitle}</h1><p>{t.error}</p></div></div>
      <div className="actions"><button type="button" className="button" data-kind="primary" onClick={reset}>{t.again}</button><a className="button" href={path.split('/').slice(0, 2).join('/')}>{t.home}</a></div>
      {error.digest && <p className="muted small num">{t.reference.replace('{digest}', error.digest)}</p>}
    </div>
  );
}
