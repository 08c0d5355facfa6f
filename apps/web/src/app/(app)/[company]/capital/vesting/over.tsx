import { Sheet } from '@capstan/ui';
import type { ReactNode } from 'react';
import { words } from '../../../../../i18n/words.ts';

/** A sheet over the grants; closing leads back to them. */
export async function Over({ title, back, wide, children }: { title: ReactNode; back: string; wide?: boolean; children: ReactNode }) {
  return <Sheet title={title} closeHref={back} closeLabel={(await words('app'))('close')} wide={wide}>{children}</Sheet>;
}
