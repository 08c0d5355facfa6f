import { ButtonLink } from '@capstan/ui';
import type { Words } from '../../../../i18n/words.ts';

/** What can be recorded on each tab; the last one is the tab's own. */
const offered: Record<string, readonly string[]> = { cash: [], bank: ['opening'], transactions: [], plans: ['assumptions', 'revenue', 'cost'], rates: ['rate'] };

export function PlanningActions({ tab, t }: { tab: string; t: Words }) {
  const sheets = offered[tab] ?? [];
  return <>{sheets.map((sheet, i) => <ButtonLink key={sheet} href={`?tab=${tab}&sheet=${sheet}`} kind={i === sheets.length - 1 && tab !== 'bank' ? 'primary' : 'plain'} isNew={i === sheets.length - 1}>{t(`sheets.${sheet}.open`)}</ButtonLink>)}</>;
}
