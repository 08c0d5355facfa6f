'use client';
import { TextField } from '@capstan/ui';
import { type ReactNode, useActionState } from 'react';
import type { Started } from './actions.ts';

type Action = (before: Started, form: FormData) => Promise<Started>;
interface Words { password: string; start: string; sending: string; scan: string; typed: string; codes: string; drawing: string }

/**
 * Asks for the password, then shows what is shown once: the square for the authenticator, its secret in letters, and
 * the recovery codes. `children` follow below, such as the form for the first code.
 */
export function SetUp({ action, words, children }: { action: Action; words: Words; children?: ReactNode }) {
  const [made, send, pending] = useActionState(action, { tried: 0 });
  if (!made.codes) {
    return (
      <form action={send} className="form">
        {made.message && <div className="banner" data-tone="bad" role="alert">{made.message}</div>}
        <TextField name="password" type="password" label={words.password} autoComplete="current-password" required />
        <div className="actions"><button type="submit" className="button" data-kind="primary" disabled={pending}>{pending ? words.sending : words.start}</button></div>
      </form>
    );
  }
  return (
    <div className="stack">
      {made.qr && (
        <>
          <p>{words.scan}</p>
          <svg className="qr" viewBox={`0 0 ${made.qr.size} ${made.qr.size}`} width="220" height="220" role="img" aria-label={words.drawing} shapeRendering="crispEdges"><path d={made.qr.path} /></svg>
          <p className="muted">{words.typed}</p>
          <code className="formula num" data-copy={made.secret}>{made.secret}</code>
        </>
      )}
      <p>{words.codes}</p>
      <ul className="codes num" data-copy={made.codes.join('\n')}>{made.codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
      {children}
    </div>
  );
}
