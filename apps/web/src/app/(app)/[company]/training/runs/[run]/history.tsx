import type { RunMoment } from '@capstan/training';
import { type Formatters, Table } from '@capstan/ui';
import { across, type Words } from '../../../../../../i18n/words.ts';
import { sayNote } from './reason.ts';

interface Props { company: string; moments: RunMoment[]; f: Formatters; t: Words; r: Words; who: (actor: string) => string }

/** What happened to the run and who recorded it; each line leads to its event in the ledger. */
export async function History({ company, moments, f, t, r, who }: Props) {
  const facts = await across('facts');
  return (
    <Table caption={t('history.title')} rows={moments} rowKey={(m) => m.fact} rowHref={(m) => `/${company}/ledger?event=${encodeURIComponent(m.fact)}`}
      columns={[
        { key: 'what', header: t('history.what'), cell: (m) => <span className="whitespace-nowrap">{facts.has(m.type) ? facts(m.type) : m.type}</span> },
        { key: 'note', header: t('history.note'), cell: (m) => m.note && sayNote(m.note, t, r) },
        { key: 'who', header: t('run.by'), cell: (m) => who(m.actor) },
        { key: 'at', header: t('run.at'), align: 'right', cell: (m) => <span className="num">{f.instant(m.at)}</span> },
      ]} />
  );
}
