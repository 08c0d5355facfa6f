'use client';
import type { RunwayCase } from '@capstan/decisions';
import { formatters, parseMinor } from '@capstan/ui';
import { useEffect, useRef, useState } from 'react';
import type { Route } from '../../../../../api/route.ts';
import { send } from '../../../../../api/send.ts';

interface Change { before: RunwayCase; after: RunwayCase }
interface Props { to: Route; /** Digits of the currency's minor unit. */ digits: number; locale: string; words: Record<'effect' | 'before' | 'after' | 'asking' | 'runs-out' | 'lasts' | 'not-burning' | 'unknown', string> }

const SETTLE_MS = 250;

/** Runway before and after, asked anew whenever the fields of the form around it change. */
export function EffectPreview({ to, digits, locale, words }: Props) {
  const [change, setChange] = useState<Change | null>(null);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const form = place.current?.closest('form');
    if (!form) return;
    let asked: AbortController | undefined;
    const ask = async () => {
      asked?.abort();
      asked = new AbortController();
      const data = new FormData(form);
      const typed = (name: string) => { const value = data.get(name); return typeof value === 'string' ? value : ''; };
      const amount = (name: string) => parseMinor(typed(name) || '0', locale, digits);
      const [burn, oneOff, from] = [amount('effect.burnPerMonth'), amount('effect.oneOff'), typed('effect.from')];
      if (burn === undefined || oneOff === undefined || !/^\d{4}-\d{2}$/.test(from)) return;
      const query = new URLSearchParams({ burnPerMonth: String(burn), oneOff: String(oneOff), from });
      const answer = await send<Change>({ method: 'GET', path: `${to.path}?${query}` }, { signal: asked.signal });
      if (answer.ok) setChange(answer.data);
    };
    let timer: ReturnType<typeof setTimeout>;
    const soon = () => { clearTimeout(timer); timer = setTimeout(() => void ask(), SETTLE_MS); };
    form.addEventListener('input', soon);
    void ask();
    return () => { clearTimeout(timer); asked?.abort(); form.removeEventListener('input', soon); };
  }, [to.path, digits, locale]);
  const f = formatters(locale);
  const say = (runway: RunwayCase | undefined) => {
    if (!runway) return words.asking;
    if (runway.kind === 'runs-out') return words['runs-out'].replace('{months}', f.number(runway.months, 1)).replace('{day}', f.day(runway.on));
    return runway.kind === 'lasts' ? words.lasts.replace('{months}', f.number(runway.months)) : words[runway.kind];
  };
  return (
    <div ref={place} className="runway-change" role="status" aria-label={words.effect}>
      <div><span className="small muted">{words.before}</span><strong>{say(change?.before)}</strong></div>
      <div><span className="small muted">{words.after}</span><strong>{say(change?.after)}</strong></div>
    </div>
  );
}
