'use client';
import { type ComponentType, type ReactNode, useCallback, useState } from 'react';
import type { PaletteProps } from './palette.tsx';

type Overlay = ComponentType<PaletteProps & { show: 'palette' | 'keys'; onClose: () => void }>;

/** The palette and the list of keys: loaded when first asked for. */
export function useOverlay(props: PaletteProps): [ReactNode, (what: 'palette' | 'keys') => void] {
  const [Shown, load] = useState<Overlay>();
  const [show, set] = useState<'palette' | 'keys'>();
  const open = useCallback((what: 'palette' | 'keys') => {
    set(what);
    void import('./palette.tsx').then((m) => load(() => m.Palette));
  }, []);
  return [Shown && show ? <Shown key={show} {...props} show={show} onClose={() => set(undefined)} /> : null, open];
}
