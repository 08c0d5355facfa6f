import { type HolderView, securitiesApi } from '@capstan/capital';
import { Amount, Badge, Figure, Figures, type Formatters, NumberText, Page, Section, Table } from '@capstan/ui';
import { place } from '../../../../../../api/me.ts';
import { api } from '../../../../../../api/read.ts';
import { format } from '../../../../../../i18n/locale.ts';
import { words, type Words } from '../../../../../../i18n/words.ts';
import { Recorded } from '../../../../../../why/recorded.tsx';
import { percent } from '../../say.ts';
import { CapitalTabs } from '../../tabs.tsx';
import { HolderSheet } from './holder-sheet.tsx';

type Props = { params: Promise<{ company: string; holder: string }>; searchParams: Promise<{ sheet?: string; id?: string }> };
export const generateMetadata = async () => ({ title: (await words('holders'))('title') });

/** One holder: every holding with where it comes from, grants, warrants, SAFEs and notes. */
export default async function Holder({ params, searchParams }: Props) {
  const [{ company, holder }, { sheet, id }] = await Promise.all([params, searchParams]);
  const at = { params: { company, holder }, query: {} };
  const [t, f, here, one, { holders }] = await Promise.all([words('holders'), format(), place(company), api(securitiesApi.holder, at), api(securitiesApi.holders, at)]);
  return (
    <Page title={one.name} lead={<a className="link" href={`/${company}/capital/holders`}>{t('back')}</a>}>
      <CapitalTabs company={company} at="holders" />
      <Figures label={one.name}>
        <Figure label={t('shares')} value={<NumberText value={one.shares} f={f} />} />
        <Figure label={t('diluted')} value={<NumberText value={one.diluted} f={f} />} note={percent(one.ofFullyDiluted, f)} />
        <Figure label={t('invested')} value={<Amount money={one.invested} f={f} as="tile" />} />
      </Figures>
      <Holdings company={company} one={one} t={t} f={f} />
      <Promised one={one} t={t} f={f} company={company} />
      <Invested one={one} t={t} f={f} company={company} />
      {sheet && <HolderSheet company={company} one={one} sheet={sheet} id={id} may={here.can('capital:record')} names={holders.map((h) => h.name)} />}
    </Page>
  );
}

interface Shown { company: string; one: HolderView; t: Words; f: Formatters }

const Holdings = ({ company, one, t, f }: Shown) => (
  <Section id="holdings" title={t('holdings')}>
    <Table caption={t('holdings')} rows={one.holdings} rowKey={(h) => h.holding} rowHref={(h) => `?sheet=holding&id=${h.holding}`} struck={(h) => h.goneOn !== null} empty={<p className="muted">{t('noHoldings')}</p>}
      columns={[
        { key: 'class', header: t('class'), cell: (h) => h.class, total: t('total') },
        { key: 'shares', header: t('shares'), align: 'right', cell: (h) => <NumberText value={h.shares} f={f} />, total: <NumberText value={one.shares} f={f} /> },
        { key: 'from', header: t('from'), cell: (h) => t(`origins.${h.from}`) },
        { key: 'since', header: t('since'), align: 'right', cell: (h) => <span className="num">{f.day(h.since)}</span> },
        { key: 'paid', header: t('paid'), align: 'right', cell: (h) => <Amount money={h.paid} f={f} /> },
        { key: 'state', header: t('state'), cell: (h) => (h.ended ? <Badge>{t(`endings.${h.ended}`, { day: f.day(h.goneOn) })}</Badge> : <Badge tone="good">{t('held')}</Badge>) },
        { key: 'recorded', header: t('event'), cell: (h) => <Recorded company={company} actor={h.actor} at={h.at} fact={h.fact} /> },
      ]} />
  </Section>
);

function Promised({ company, one, t, f }: Shown) {
  const rows = [
    ...one.grantList.map((g) => ({ id: g.grant, kind: g.kind, class: g.class, granted: g.shares, outstanding: g.outstanding, on: g.grantedOn, fact: g.fact })),
    ...one.warrantList.map((w) => ({ id: w.warrant, kind: 'warrant', class: w.class, granted: w.shares, outstanding: w.left, on: w.issuedOn, fact: w.fact })),
  ];
  if (rows.length === 0) return null;
  return (
    <Section id="promised" title={t('promised')}>
      <Table caption={t('promised')} rows={rows} rowKey={(r) => r.id}
        columns={[
          { key: 'kind', header: t('kind'), cell: (r) => t(`kinds.${r.kind}`) },
          { key: 'class', header: t('class'), cell: (r) => r.class },
          { key: 'granted', header: t('granted'), align: 'right', cell: (r) => <NumberText value={r.granted} f={f} /> },
          { key: 'outstanding', header: t('outstanding'), align: 'right', cell: (r) => <NumberText value={r.outstanding} f={f} />, total: <NumberText value={one.grants + one.warrants} f={f} /> },
          { key: 'on', header: t('on'), align: 'right', cell: (r) => <a className="link num" href={`/${company}/ledger?event=${r.fact}`}>{f.day(r.on)}</a> },
        ]} />
    </Section>
  );
}

function Invested({ company, one, t, f }: Shown) {
  const rows = [...one.safes.map((s) => ({ id: s.safe, kind: 'safe', ...s })), ...one.notes.map((n) => ({ id: n.note, kind: 'note', amount: n.principal, situation: n.situation, signedOn: n.signedOn, fact: n.fact }))];
  if (rows.length === 0) return null;
  return (
    <Section id="money" title={t('money')}>
      <Table caption={t('money')} rows={rows} rowKey={(r) => r.id} struck={(r) => r.situation === 'cancelled'}
        columns={[
          { key: 'kind', header: t('instrument'), cell: (r) => t(r.kind) },
          { key: 'amount', header: t('amount'), align: 'right', cell: (r) => <Amount money={r.amount} f={f} /> },
          { key: 'state', header: t('state'), cell: (r) => <Badge>{t(`situations.${r.situation}`)}</Badge> },
          { key: 'on', header: t('signedOn'), align: 'right', cell: (r) => <a className="link num" href={`/${company}/ledger?event=${r.fact}`}>{f.day(r.signedOn)}</a> },
        ]} />
    </Section>
  );
}
