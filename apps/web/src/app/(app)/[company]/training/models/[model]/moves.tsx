import { Table } from '@capstan/ui';
import type { Said } from './said.ts';

/** Who pointed which alias where, newest first. */
export function Moves({ model: { moves }, f, t, who }: Said) {
  if (moves.length === 0) return <p className="muted">{t('moves.empty')}</p>;
  const place = (version: number | null) => <span className="num">{version === null ? '—' : t('numbered', { version })}</span>;
  return (
    <Table caption={t('moves.title')} rows={moves} rowKey={(m) => m.fact}
      columns={[
        { key: 'alias', header: t('moves.alias'), cell: (m) => m.alias },
        { key: 'from', header: t('moves.from'), align: 'right', cell: (m) => place(m.from) },
        { key: 'to', header: t('moves.to'), align: 'right', cell: (m) => place(m.to) },
        { key: 'by', header: t('by'), cell: (m) => who(m.actor) },
        { key: 'at', header: t('at'), align: 'right', cell: (m) => <span className="num">{f.instant(m.at)}</span> },
      ]} />
  );
}
