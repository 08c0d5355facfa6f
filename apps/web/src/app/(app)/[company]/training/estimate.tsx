'use client';
import { useEffect, useEffectEvent, useRef, useState } from 'react';

const PAUSE_MS = 300;
type Line = { name: string; value: string };

/** What the run would take, asked anew after each pause in typing. */
export function Estimate({ ask, label }: { ask: (form: FormData) => Promise<Line[]>; label: string }) {
  const here = useRef<HTMLDListElement>(null);
  const [lines, setLines] = useState<Line[]>([]);
  const look = useEffectEvent((form: HTMLFormElement) => { ask(new FormData(form)).then(setLines, () => setLines([])); });
  useEffect(() => {
    const form = here.current?.closest('form');
    if (!form) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (ms: number) => { clearTimeout(timer); timer = setTimeout(() => look(form), ms); };
    const typed = () => later(PAUSE_MS);
    later(0);
    form.addEventListener('input', typed);
    return () => { clearTimeout(timer); form.removeEventListener('input', typed); };
  }, []);
  return <dl ref={here} className="facts small" aria-label={label} aria-live="polite">{lines.map(({ name, value }) => [<dt key={name}>{name}</dt>, <dd key={`${name} value`} className="num">{value}</dd>])}</dl>;
}
