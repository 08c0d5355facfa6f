import type { SelectionDetail, SensitivityView } from '@capstan/decisions';
import { Banner, type Formatters, Section, Table } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words, type Words } from '../../../../../i18n/words.ts';
import { criterionName } from '../say.ts';

/** What the ranking rests on: weights nudged, candidates left out, the weight at which the winner changes, a second method. */
export async function Sensitivity({ detail }: { detail: SelectionDetail }) {
  const [t, f] = await Promise.all([words('decisions'), format()]);
  const { sensitivity: s } = detail;
  if (!s) return <Section title={t('sensitivity.title')}><p className="muted">{t('sensitivity.tooFew')}</p></Section>;
  const nameOf = (candidate: string) => detail.candidates.find((c) => c.candidate === candidate)?.name ?? candidate;
  const criterionOf = (criterion: string) => criterionName(t, detail.criteria.find((c) => c.criterion === criterion)!);
  const edge = (at: SensitivityView['switches'][number]['below']) =>
    at ? <span className="num">{t('sensitivity.to', { weight: f.number(at.weight, 2), share: f.percent(at.share, 0), rival: nameOf(at.rival) })}</span> : <span className="muted">{t('sensitivity.never')}</span>;
  return (
    <Section title={t('sensitivity.title')} lead={t('sensitivity.lead')}>
      {s.robust ? <Banner tone="good">{t('sensitivity.robust')}</Banner> : <Fragile s={s} t={t} f={f} nameOf={nameOf} criterionOf={criterionOf} />}
      <p className="muted">{t(s.topsis.agrees ? 'sensitivity.agrees' : 'sensitivity.disagrees', { winner: nameOf(s.topsis.winner) })}</p>
      <Table caption={t('sensitivity.table')} rows={s.switches} rowKey={(row) => row.criterion} columns={[
        { key: 'criterion', header: t('sensitivity.criterion'), cell: (row) => criterionOf(row.criterion) },
        { key: 'weight', header: t('sensitivity.weight'), align: 'right', cell: (row) => <span className="num">{f.number(row.weight, 1)}</span> },
        { key: 'below', header: t('sensitivity.below'), align: 'right', cell: (row) => edge(row.below) },
        { key: 'above', header: t('sensitivity.above'), align: 'right', cell: (row) => edge(row.above) },
      ]} />
    </Section>
  );
}

interface FragileProps { s: SensitivityView; t: Words; f: Formatters; nameOf: (c: string) => string; criterionOf: (c: string) => string }

function Fragile({ s, t, f, nameOf, criterionOf }: FragileProps) {
  const nudges = s.nudges.filter((n) => n.winner !== s.winner).map((n) => t('sensitivity.nudge', { criterion: criterionOf(n.criterion), by: `${n.by > 0 ? '+' : ''}${f.percent(n.by, 0)}`, winner: nameOf(n.winner) }));
  const drops = s.drops.filter((d) => d.dropped !== s.winner && d.winner !== s.winner).map((d) => t('sensitivity.drop', { dropped: nameOf(d.dropped), winner: nameOf(d.winner) }));
  return <Banner tone="warn">{t('sensitivity.fragile')}<ul>{[...nudges, ...drops].map((line) => <li key={line}>{line}</li>)}</ul></Banner>;
}
