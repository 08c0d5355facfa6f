import type { EmployerCostsView } from '@capstan/team';
import { money } from '@capstan/kernel';
import { Badge, ButtonLink, type Formatters, Section, Table } from '@capstan/ui';
import { format } from '../../../../i18n/locale.ts';
import { words, type Words } from '../../../../i18n/words.ts';
import { Recorded } from '../../../../why/recorded.tsx';

interface Props { company: string; costs: readonly EmployerCostsView[]; may: boolean; countries: ReadonlySet<string> }

/** The dated table of what employers pay on top, for the countries this team is in; the rest waits behind a fold. */
export async function EmployerCostsSection({ company, costs, may, countries }: Props) {
  const [t, f] = await Promise.all([words('team'), format()]);
  const [ours, others] = [costs.filter((c) => countries.has(c.country)), costs.filter((c) => !countries.has(c.country))];
  const without = [...countries].filter((c) => !ours.some((o) => o.country === c));
  const table = (rows: readonly EmployerCostsView[]) => (
    <Table caption={t('costs.title')} rows={rows} rowKey={(c) => `${c.country} ${c.from} ${c.own}`}
      columns={[
        { key: 'country', header: t('people.country'), cell: (c) => f.countryName(c.country) },
        { key: 'from', header: t('costs.from'), align: 'right', cell: (c) => <span className="num">{f.day(c.from)}</span> },
        { key: 'brackets', header: t('costs.brackets'), cell: (c) => c.brackets.map((b) => <div key={b.name}><Bracket bracket={b} currency={c.currency} f={f} t={t} /></div>) },
        { key: 'source', header: t('costs.source'), cell: (c) => <span className="small muted">{c.source}</span> },
        { key: 'own', header: t('recorded'), cell: (c) => (c.own && c.actor && c.at && c.fact ? <Recorded company={company} actor={c.actor} at={c.at} fact={c.fact} /> : <span className="small muted">{t('costs.builtIn')}</span>) },
      ]} />
  );
  return (
    <Section id="employer-costs" title={t('costs.title')} lead={t('costs.lead')} actions={may && <ButtonLink href="?sheet=costs">{t('costs.set')}</ButtonLink>}>
      {without.length > 0 && <p className="prose">{t('costs.without', { countries: without.map((c) => f.countryName(c)).join(', ') })}</p>}
      {ours.length > 0 && table(ours)}
      {others.length > 0 && <details><summary className="muted small">{t('costs.others', { count: others.length })}</summary>{table(others)}</details>}
    </Section>
  );
}

function Bracket({ bracket: { name, rate, above, upTo, unsure }, currency, f, t }: { bracket: EmployerCostsView['brackets'][number]; currency: string; f: Formatters; t: Words }) {
  const values = { name, rate: f.percent(Number(rate), 2), above: f.amount(above === undefined ? null : money(above, currency)), upTo: f.amount(upTo === undefined ? null : money(upTo, currency)) };
  const which = above !== undefined ? (upTo !== undefined ? 'between' : 'above') : upTo !== undefined ? 'upTo' : 'all';
  return <span className="small">{t(`costs.bracket.${which}`, values)} {unsure && <Badge tone="warn">{t('costs.unsure')}</Badge>}</span>;
}
