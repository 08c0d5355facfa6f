import type { GrantDetail } from '@capstan/capital';
import { monthOf, months } from '@capstan/kernel';
import { Amount, Banner, ButtonLink, type Formatters, LineChart, NumberText, Table } from '@capstan/ui';
import type { ReactNode } from 'react';
import { chartWords } from '../../../../../i18n/chart-words.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words, type Words } from '../../../../../i18n/words.ts';
import { State } from './grants.tsx';
import { Happened, IsoYears, Milestones } from './grant-parts.tsx';
import { price } from './say.ts';
import { Over } from './over.tsx';

interface Props { company: string; back: string; today: string; grant: GrantDetail; currency: string; may: boolean }

/** One grant: its terms, where it stands, its schedule drawn and listed, what happened to it. */
export async function GrantSheet({ company, back, today, grant, currency, may }: Props) {
  const [t, f] = await Promise.all([words('vesting'), format()]);
  return (
    <Over title={t('detail.title', { shares: f.number(grant.granted), kind: t(`kinds.${grant.kind}`), name: grant.name })} back={back} wide>
      <div className="stack">
        {may && <Actions grant={grant} t={t} />}
        {grant.warnings.map((w) => <Banner key={w} tone="warn">{t(`warnings.${w}`)}</Banner>)}
        <div className="split"><Terms grant={grant} currency={currency} t={t} f={f} /><Position grant={grant} t={t} f={f} /></div>
        {grant.conditions.length > 0 && <Milestones grant={grant} may={may} />}
        {grant.schedule.length > 0 && <Schedule grant={grant} today={today} t={t} f={f} />}
        {grant.isoYears.length > 0 && <IsoYears grant={grant} />}
        <Happened company={company} grant={grant} />
      </div>
    </Over>
  );
}

function Actions({ grant: { grant, kind, situation, outstanding }, t }: { grant: GrantDetail; t: Words }) {
  if (outstanding === 0) return null;
  const running = situation === 'vesting' || situation === 'vested' || situation === 'to-come';
  const names = [kind === 'rsu' ? 'release' : 'exercise', ...(running ? ['accelerate', 'terminate'] : []), 'cancel'];
  return <div className="actions">{names.map((name) => <ButtonLink key={name} href={`?sheet=${name}&id=${grant}`} kind={name === 'cancel' ? 'quiet' : 'plain'}>{t(`detail.${name}`)}</ButtonLink>)}</div>;
}

const Facts = ({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) => <dl className="facts">{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd className="num">{value}</dd></div>)}</dl>;

function Terms({ grant, currency, t, f }: { grant: GrantDetail; currency: string; t: Words; f: Formatters }) {
  return (
    <section><h3>{t('detail.facts')}</h3>
      <Facts rows={[
        [t('grants.class'), `${grant.class}${grant.plan === null ? '' : ` · ${grant.plan}`}`],
        ...(grant.kind === 'rsu' ? [] : [[t('grants.strike', { currency }), price(grant.strike, f)] as const]),
        [t('make.fairValue'), price(grant.fairValue, f)], [t('make.grantedOn'), f.day(grant.grantedOn)],
        [t('detail.expires'), grant.expiresOn === null ? t('detail.none') : f.day(grant.expiresOn)],
        [t('detail.fullyOn'), grant.fullyVestedOn === null ? t('detail.open') : f.day(grant.fullyVestedOn)],
        ...(grant.earlyExercise ? [[t('make.early'), t('detail.early')] as const] : []),
      ]} />
    </section>
  );
}

function Position({ grant, t, f }: { grant: GrantDetail; t: Words; f: Formatters }) {
  const number = (key: 'granted' | 'vested' | 'unvested' | 'forfeited' | 'taken' | 'restricted' | 'lapsed' | 'outstanding') => [t(`detail.${key}`), <NumberText key={key} value={grant[key]} f={f} />] as const;
  const some = (key: 'forfeited' | 'taken' | 'restricted' | 'lapsed') => (grant[key] > 0 ? [number(key)] : []);
  return (
    <section><h3>{t('detail.position')} <State grant={grant} t={t} /></h3>
      <Facts rows={[
        number('granted'), number('vested'), number('unvested'), ...some('forfeited'), ...some('taken'), ...some('restricted'), ...some('lapsed'), number('outstanding'),
        [t(grant.kind === 'rsu' ? 'detail.releasable' : 'detail.available'), <NumberText key="available" value={grant.available} f={f} />],
        ...(grant.cost && grant.available > 0 ? [[t('detail.cost'), <Amount key="cost" money={grant.cost} f={f} />] as const] : []),
        ...(grant.exercisableUntil === null ? [] : [[t('detail.until'), f.day(grant.exercisableUntil)] as const]),
        ...(grant.iso ? [[t('grants.split'), `${f.number(grant.iso.iso)} / ${f.number(grant.iso.nso)}`] as const] : []),
      ]} />
    </section>
  );
}

async function Schedule({ grant, today, t, f }: { grant: GrantDetail; today: string; t: Words; f: Formatters }) {
  const rows = grant.schedule;
  const now = monthOf(today);
  const xs = months(monthOf(grant.grantedOn), monthOf(rows.at(-1)!.on));
  const vested = (month: string) => rows.findLast((r) => (month === now ? r.on <= today : monthOf(r.on) <= month))?.vested ?? 0;
  return (
    <section>
      <LineChart title={t('detail.chart')} words={await chartWords()} say={(v) => f.number(v)} xs={xs.map((month) => ({ key: month, label: f.month(month) }))} height={200} today={now}
        lines={[{ name: t('detail.so-far'), kind: 'actual', ys: xs.map((month) => (month <= now ? vested(month) : null)) }, { name: t('detail.to-come'), kind: 'forecast', ys: xs.map((month) => (month >= now ? vested(month) : null)) }]} />
      <Table caption={t('detail.schedule')} rows={rows} rowKey={(r) => r.on}
        columns={[
          { key: 'day', header: t('detail.day'), cell: (r) => <span className={r.on > today ? 'num muted' : 'num'}>{f.day(r.on)}</span> },
          { key: 'vests', header: t('detail.vests'), align: 'right', cell: (r) => <NumberText value={r.shares} f={f} /> },
          { key: 'inAll', header: t('detail.inAll'), align: 'right', cell: (r) => <NumberText value={r.vested} f={f} /> },
          { key: 'left', header: t('detail.left'), align: 'right', cell: (r) => <NumberText value={r.left} f={f} /> },
        ]} />
    </section>
  );
}
