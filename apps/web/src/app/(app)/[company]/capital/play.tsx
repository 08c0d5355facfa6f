'use client';
import type { ClosingTerms, NoProposal, Proposal, RoundPreview, RoundSheet } from '@capstan/capital';
import { formatters, fractionOfPercent, parseDecimalText } from '@capstan/ui';
import { useEffect, useRef, useState } from 'react';
import type { Route } from '../../../../api/route.ts';
import { send } from '../../../../api/send.ts';
import { Outcome } from './play-outcome.tsx';

export interface PlayWords extends Record<NoProposal['kind'], string> {
  title: string; waiting: string; price: string; postMoney: string; raised: string; newShares: string; poolIncrease: string; shuffle: string; adjusted: string; holder: string; before: string; after: string; change: string; pool: string;
}
interface Props { first: RoundSheet; on: string; from: Route; poolTarget: string | null; mfn: readonly string[]; locale: string; words: PlayWords }

/** The text of a field; a file is no text. */
function typed(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** The terms in the form as the formula takes them; a field that cannot be read counts as left empty, an empty pool target as the round's own. */
function termsIn(form: FormData, poolTarget: string | null, mfn: readonly string[], locale: string): ClosingTerms {
  const text = (name: string) => typed(form, name);
  const decimal = (name: string) => (text(name) === '' ? undefined : parseDecimalText(text(name), locale));
  const [target, increase, promised] = [decimal('poolTarget'), decimal('poolIncrease'), decimal('promisedOptions')];
  const part = target === undefined ? poolTarget ?? undefined : fractionOfPercent(target);
  return {
    poolTarget: part !== undefined && Number(part) >= 0 && Number(part) < 1 ? part : undefined, poolIncrease: increase !== undefined && /^\d+$/.test(increase) ? Number(increase) : undefined, promisedOptions: promised !== undefined && /^\d+$/.test(promised) ? Number(promised) : undefined,
    convention: (text('convention') || undefined) as ClosingTerms['convention'], rounding: (text('rounding') || undefined) as ClosingTerms['rounding'],
    mfn: Object.fromEntries(mfn.map((safe) => [safe, (text(`mfn.${safe}`) || 'cap') as 'cap'])),
  };
}

/** Plays the close while one types: the same formula that records it, here in the browser; another day brings another sheet. */
export function Play({ first, on, from, poolTarget, mfn, locale, words }: Props) {
  const here = useRef<HTMLElement>(null);
  const [outcome, setOutcome] = useState<Proposal | NoProposal>();
  useEffect(() => {
    const form = here.current?.closest('form');
    if (!form) return;
    let [sheet, day, over] = [first, on, false];
    const play = async () => {
      const { proposeClose } = await import('@capstan/capital');
      const asked = typed(new FormData(form), 'closedOn');
      if (/^\d{4}-\d{2}-\d{2}$/.test(asked) && asked !== day) {
        day = asked;
        const answer = await send<RoundPreview>({ ...from, path: `${from.path}?on=${asked}` });
        if (answer.ok) sheet = answer.data.sheet;
      }
      if (!over) setOutcome(proposeClose(sheet, termsIn(new FormData(form), poolTarget, mfn, locale)));
    };
    const again = () => { void play(); };
    again();
    form.addEventListener('input', again);
    return () => { over = true; form.removeEventListener('input', again); };
  }, [first, on, from, poolTarget, mfn, locale]);
  return <section ref={here} className="stack" aria-label={words.title} aria-live="polite"><h3>{words.title}</h3>{outcome ? <Outcome outcome={outcome} words={words} f={formatters(locale)} /> : <p className="muted">{words.waiting}</p>}</section>;
}
