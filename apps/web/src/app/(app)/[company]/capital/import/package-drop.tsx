'use client';
import { useId, useState } from 'react';
import { chosenFiles, type Dropped, droppedFiles } from './dropped.ts';

interface Props { label: string; hint: string; accept: string; busy?: string | undefined; onFiles: (all: Dropped[]) => void }

/** A place to drop or choose a zip, several files, or a folder. */
export function PackageDrop({ label, hint, accept, busy, onFiles }: Props) {
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (all: Dropped[]) => { if (!busy && all.length > 0) onFiles(all); };
  return (
    <div className="filedrop" {...(over && { 'data-over': '' })} onDragOver={(e) => { e.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
      onDrop={(e) => { e.preventDefault(); setOver(false); void droppedFiles(e.dataTransfer).then(take); }}>
      <label htmlFor={id} className="font-medium">{label}</label>
      <input id={id} type="file" accept={accept} multiple disabled={busy !== undefined} onChange={(e) => { take(e.currentTarget.files ? chosenFiles(e.currentTarget.files) : []); e.currentTarget.value = ''; }} />
      <span className="hint muted small" aria-live="polite">{busy ?? hint}</span>
    </div>
  );
}
