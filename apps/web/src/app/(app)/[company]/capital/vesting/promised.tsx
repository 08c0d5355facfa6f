import type { GrantView } from '@capstan/capital';
import type { PersonView } from '@capstan/team';
import { NumberText, Section, Table } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';

/** Equity that the team room promised to a hire, with what grants already stand for. */
export interface Promised { readonly hire: string; readonly name: string; readonly startsOn: string; readonly promised: number; readonly granted: number; readonly left: number }

/** Hires made whose promise is not fully granted. A grant counts whole, whatever became of it. */
export function promises(people: readonly PersonView[], grants: readonly GrantView[]): Promised[] {
  const byHire = new Map<string, number>();
  for (const g of grants) if (g.hire !== null && g.situation !== 'cancelled') byHire.set(g.hire, (byHire.get(g.hire) ?? 0) + g.granted);
  return people.flatMap((p) => {
    if (!p.equity || p.name === null || p.situation === 'planned' || p.situation === 'left') return [];
    const granted = byHire.get(p.hire) ?? 0;
    return p.equity.shares > granted ? [{ hire: p.hire, name: p.name, startsOn: p.startsOn, promised: p.equity.shares, granted, left: p.equity.shares - granted }] : [];
  });
}

/** Promises nobody has granted yet, each a step from its grant; nothing when all are kept. */
export async function PromisedSection({ promised, may }: { promised: readonly Promised[]; may: boolean }) {
  if (promised.length === 0) return null;
  const [t, f] = await Promise.all([words('vesting'), format()]);
  return (
    <Section id="promised" title={t('promised.title')} lead={t('promised.lead')}>
      <Table caption={t('promised.title')} rows={promised} rowKey={(p) => p.hire}
        columns={[
          { key: 'person', header: t('promised.person'), cell: (p) => p.name },
          { key: 'starts', header: t('promised.starts'), align: 'right', cell: (p) => <span className="num">{f.day(p.startsOn)}</span> },
          { key: 'promised', header: t('promised.shares'), align: 'right', cell: (p) => <NumberText value={p.promised} f={f} /> },
          { key: 'granted', header: t('promised.granted'), align: 'right', cell: (p) => <NumberText value={p.granted} f={f} /> },
          { key: 'left', header: t('promised.left'), align: 'right', cell: (p) => <NumberText value={p.left} f={f} /> },
          ...(may ? [{ key: 'grant', header: '', align: 'right' as const, cell: (p: Promised) => <a className="link" href={`?sheet=grant&of=${p.hire}`} data-sheet="">{t('promised.grant')}</a> }] : []),
        ]} />
    </Section>
  );
}
