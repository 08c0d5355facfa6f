'use client';
import { type ReactNode, useId, useRef, useState } from 'react';

export interface FileDropWords { drop: string; choose: string; stop: string; sending: string }

interface FileDropProps {
  label: ReactNode;
  hint?: ReactNode;
  accept: string;
  words: FileDropWords;
  disabled?: boolean;
  /** Does the upload; settles when it is over. `progress` takes 0 to 1; the signal is aborted by *Stop*. */
  onFile: (file: File, progress: (fraction: number) => void, signal: AbortSignal) => Promise<void>;
}

/** A place to drop or choose one file; shows how far the upload is and how long it will take, and can be stopped. */
export function FileDrop({ label, hint, accept, words, disabled, onFile }: FileDropProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<{ name: string; fraction: number | null }>();
  const abort = useRef<AbortController>(null);
  const take = async (file: File | undefined) => {
    if (!file || disabled || sending) return;
    abort.current = new AbortController();
    setSending({ name: file.name, fraction: null });
    await onFile(file, (fraction) => setSending({ name: file.name, fraction }), abort.current.signal).finally(() => setSending(undefined));
  };
  return (
    <div className="filedrop" {...(over && { 'data-over': '' })}
      onDragOver={(e) => { e.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
      onDrop={(e) => { e.preventDefault(); setOver(false); void take(e.dataTransfer.files[0]); }}>
      {sending
        ? <>
            <span>{sending.name} · {words.sending}</span>
            <progress className="progress" aria-label={words.sending} {...(sending.fraction !== null && sending.fraction < 1 && { value: sending.fraction, max: 1 })} />
            <button type="button" className="button" onClick={() => abort.current?.abort()}>{words.stop}</button>
          </>
        : <>
            <label htmlFor={id} className="font-medium">{label}</label>
            <span className="muted">{words.drop} {words.choose}</span>
            <input id={id} type="file" accept={accept} disabled={disabled} onChange={(e) => { void take(e.currentTarget.files?.[0]); e.currentTarget.value = ''; }} />
            {hint && <span className="hint muted small">{hint}</span>}
          </>}
    </div>
  );
}
