'use client';
import { FormContext } from '@capstan/ui';
import { useSearchParams } from 'next/navigation';
import { type FormEvent, type ReactNode, startTransition, useActionState, useEffect, useRef } from 'react';
import type { Outcome } from '../api/submit.ts';

export interface ActionFormProps {
  action: (before: Outcome, form: FormData) => Promise<Outcome>;
  submit: ReactNode;
  sending: string;
  /** Said above a secret that the answer shows this once. */
  once: string;
  /** Where to after success; without it the page refreshes and the form empties. */
  then?: string;
  /** Revision of what is edited: a change in between is refused as stale. */
  ifMatch?: number;
  kind?: 'primary' | 'danger' | 'plain';
  /** Beside the button: a cancel link, a note. */
  aside?: ReactNode;
  inline?: boolean;
  children?: ReactNode;
}

const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');

/**
 * A form that runs a server action: works without scripts, keeps what was typed when it is refused, shows each
 * field's problem, sends the same key when the same entry is tried again, and is inert while the past is shown.
 */
export function ActionForm({ action, submit, sending, once, then, ifMatch, kind = 'primary', aside, inline, children }: ActionFormProps) {
  const [outcome, send, pending] = useActionState(action, { tried: 0 });
  const readOnly = useSearchParams().has('asOf');
  const key = useRef<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (outcome.done) form.current?.reset();
    // What is shown only once must not stay out of sight above a long form.
    if (outcome.secret) form.current?.querySelector<HTMLElement>('.banner')?.focus();
    else if (outcome.message) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .banner')?.focus();
    if (outcome.done) key.current = null;
  }, [outcome]);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
    data.set('$key', (key.current ??= newKey()));
    startTransition(() => send(data));
  };
  const errors = outcome.errors ?? {};
  return (
    <FormContext value={{ errors, readOnly }}>
      <form ref={form} action={send} onSubmit={onSubmit} onInput={() => { key.current = null; }} className={inline ? 'inline-form' : 'form'} noValidate>
        {then && <input type="hidden" name="$then" value={then} />}
        {ifMatch !== undefined && <input type="hidden" name="$ifMatch" value={ifMatch} />}
        {outcome.message && <div className="banner" data-tone="bad" role="alert" tabIndex={-1}>{outcome.message}</div>}
        {outcome.secret && <div className="banner" data-tone="warn" role="status" tabIndex={-1}><span>{once}</span><code className="formula num whitespace-normal wrap-anywhere cursor-copy" data-copy={outcome.secret}>{outcome.secret}</code></div>}
        <fieldset disabled={readOnly} className="contents">{children}
          <div className="actions"><button type="submit" className="button" data-kind={kind} disabled={pending} aria-disabled={readOnly || undefined}>{pending ? sending : submit}</button>{aside}</div>
        </fieldset>
      </form>
    </FormContext>
  );
}
