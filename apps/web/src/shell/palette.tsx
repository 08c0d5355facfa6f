'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { keepingMoment } from './desk-dom.ts';
import { momentOf } from './moment.ts';

export interface PaletteProps {
  pages: { href: string; label: string; key?: string }[];
  words: Record<'placeholder' | 'none' | 'go' | 'do' | 'find' | 'asOf' | 'keys' | 'keysTitle' | 'goto' | 'palette' | 'new' | 'move' | 'enter' | 'esc' | 'twin' | 'help' | 'close', string>;
}
interface Entry { group: string; label: string; hint?: string; run: () => void }

/** `⌘K`: go to a page, do what the page offers, find one of its rows, see it as of a day; or, with `?`, the list of keys. */
export function Palette({ pages, words, show, onClose }: PaletteProps & { show: 'palette' | 'keys'; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const stop = new AbortController();
    element?.showModal();
    element?.querySelector('input')?.focus();
    element?.addEventListener('click', (event) => { if (event.target === element) onClose(); }, { signal: stop.signal });
    return () => stop.abort();
  }, [onClose]);
  return (
    <dialog ref={dialog} className="palette" aria-label={show === 'keys' ? words.keysTitle : words.palette} onClose={onClose}>
      {show === 'keys' ? <KeyList words={words} pages={pages} /> : <Search pages={pages} words={words} onClose={onClose} />}
    </dialog>
  );
}

function Search({ pages, words, onClose }: PaletteProps & { onClose: () => void }) {
  const router = useRouter();
  const [typed, type] = useState('');
  const [at, select] = useState(0);
  const [offered] = useState<Entry[]>(() => [...onPage(words)]);
  const go = (href: string) => { onClose(); router.push(keepingMoment(href)); };
  const moment = momentOf(typed.trim());
  const wanted = typed.trim().toLowerCase();
  const entries: Entry[] = [
    ...(moment ? [{ group: words.asOf.replace('{moment}', typed.trim()), label: words.asOf.replace('{moment}', typed.trim()), run: () => go(`${location.pathname}?asOf=${encodeURIComponent(typed.trim())}`) }] : []),
    ...[...pages.map((p) => ({ group: words.go, label: p.label, hint: p.key && `g ${p.key}`, run: () => go(p.href) })), ...offered.map((e) => ({ ...e, run: () => { onClose(); e.run(); } }))]
      .filter((e) => e.label.toLowerCase().includes(wanted)).slice(0, 40),
  ];
  return (
    <>
      <input className="palette-input" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-activedescendant={entries[at] && `palette-${at}`} aria-label={words.placeholder} placeholder={words.placeholder} value={typed}
        onChange={(e) => { type(e.target.value); select(0); }}
        onKeyDown={(e) => {
          if (e.key === 'ArrowDown' || e.key === 'ArrowUp') { e.preventDefault(); select((at + (e.key === 'ArrowDown' ? 1 : entries.length - 1)) % Math.max(1, entries.length)); }
          if (e.key === 'Enter') { e.preventDefault(); entries[at]?.run(); }
        }} />
      {entries.length === 0 && <p className="muted palette-none" role="status">{words.none}</p>}
      <div id="palette-list" role="listbox" className="palette-list" aria-label={words.palette}>
        {entries.map((e, i) => (
          <button key={`${e.group} ${e.label} ${i}`} type="button" tabIndex={-1} id={`palette-${i}`} role="option" aria-selected={i === at} onPointerMove={() => select(i)} onClick={e.run}>
            <span>{e.label}</span><span className="muted small">{e.hint ?? (entries[i - 1]?.group === e.group ? '' : e.group)}</span>
          </button>
        ))}
      </div>
    </>
  );
}

/** What this page offers to do, and the rows it shows. */
function* onPage(words: PaletteProps['words']): Generator<Entry> {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('main .actions a.button[href]')) yield { group: words.do, label: link.textContent?.trim() ?? '', run: () => link.click() };
  for (const row of document.querySelectorAll<HTMLElement>('main tr[data-href]')) yield { group: words.find, label: row.querySelector('th')?.textContent?.trim() ?? '', run: () => row.querySelector('a')?.click() };
}

function KeyList({ words, pages }: Pick<PaletteProps, 'words' | 'pages'>) {
  const list: [string, string][] = [
    ['⌘ K', words.palette], ['n', words.new], ['j k', words.move], ['↵', words.enter], ['esc', words.esc], ['t', words.twin], ['?', words.help],
    ...pages.filter((p) => p.key).map((p): [string, string] => [`g ${p.key}`, words.goto.replace('{page}', p.label)]),
  ];
  return (
    <div className="sheet-body"><h2>{words.keysTitle}</h2>
      <dl className="facts">{list.map(([key, what]) => <div key={key} className="contents"><dt>{key.split(' ').map((k) => <kbd key={k}>{k}</kbd>)}</dt><dd>{what}</dd></div>)}</dl>
    </div>
  );
}
