import type { PersonView } from '@capstan/team';
import { Amount, Badge, ButtonLink, EmptyState, Section, Table } from '@capstan/ui';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Why } from '../../../../why/key-figure.tsx';
import { Recorded } from '../../../../why/recorded.tsx';

interface Props { company: string; people: readonly PersonView[]; may: boolean; salaries: boolean }
const tone = { here: 'good', coming: 'plan', planned: 'plan', left: 'plain' } as const;

/** Everyone; the columns of money are there for those who may see salaries. */
export async function PeopleSection({ company, people, may, salaries }: Props) {
  const [t, f] = await Promise.all([words('team'), format()]);
  const name = (p: PersonView) => p.name ?? (p.situation === 'planned' ? t('people.open') : t('people.erased'));
  const why = (p: PersonView) => `why-loaded-${p.hire}`;
  const money = [
    { key: 'salary', header: t('people.salary'), align: 'right' as const, cell: (p: PersonView) => <Amount money={p.salary} f={f} /> },
    { key: 'loaded', header: t('people.loaded'), align: 'right' as const, cell: (p: PersonView) => <button type="button" className="figure-why num" popoverTarget={why(p)}>{p.loadedPerMonth ? `${f.amount(p.loadedPerMonth)}${p.unsure ? ` ${t('people.unsure')}` : ''}` : p.unknown ? t(`people.unknown.${p.unknown}`) : f.amount(null)}</button> },
  ];
  return (
    <Section id="people" title={t('people.title')}>
      <Table caption={t('people.title')} rows={people} rowKey={(p) => p.hire} rowHref={(p) => (may ? `?sheet=person&id=${p.hire}` : undefined)}
        empty={<EmptyState action={may && <ButtonLink href="?sheet=plan">{t('plan.new')}</ButtonLink>}>{t('people.empty')}</EmptyState>}
        columns={[
          { key: 'name', header: t('people.name'), cell: name },
          { key: 'situation', header: t('people.situation'), cell: (p) => <Badge tone={tone[p.situation]}>{t(`people.situations.${p.situation}`)}</Badge> },
          { key: 'role', header: t('people.role'), cell: (p) => <span className="whitespace-nowrap">{p.role} <span className="muted small">{p.team}</span></span> },
          { key: 'country', header: t('people.country'), cell: (p) => f.countryName(p.country) },
          { key: 'starts', header: t('people.starts'), align: 'right', cell: (p) => <span className="num">{f.day(p.startsOn)}</span> },
          { key: 'last', header: t('people.lastDay'), align: 'right', cell: (p) => <span className="num muted">{p.lastDay ? f.day(p.lastDay) : ''}</span> },
          ...(salaries ? money : []),
          { key: 'recorded', header: t('recorded'), cell: (p) => <Recorded company={company} actor={p.actor} at={p.at} fact={p.fact} /> },
        ]} />
      {salaries && people.map((p) => p.why && <Why key={p.hire} id={why(p)} company={company} why={p.why} title={t('people.loadedOf', { name: name(p) })} value={<Amount money={p.loadedPerMonth} f={f} as="exact" />} />)}
    </Section>
  );
}
