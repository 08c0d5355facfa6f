import { dateFormats, planningApi } from '@capstan/planning';
import { currencies } from '@capstan/kernel';
import { companyApi } from '@capstan/capital';
import { Amount, Badge, EmptyState, Section, Table } from '@capstan/ui';
import { api } from '../../../../api/read.ts';
import { routeOf } from '../../../../api/route.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Recorded } from '../../../../why/recorded.tsx';
import { BankUpload } from './bank-upload.tsx';

/** Bank accounts: bring a file in, see what came in, take it back. */
export async function Bank({ company, may }: { company: string; may: boolean }) {
  const params = { company };
  const [t, app, f, bank, about] = await Promise.all([words('planning'), words('app'), format(), api(planningApi.bank, { params }), api(companyApi.company, { params })]);
  const drop = { drop: app('form.drop'), choose: app('form.choose'), stop: app('form.stop'), sending: app('form.sending') };
  return (
    <>
      {may && (
        <Section title={t('bank.import')} lead={t('bank.importLead')}>
          <BankUpload to={routeOf(planningApi.importBank, params)} progressPath={`/api/companies/${company}/planning/imports`} drop={drop} locale={f.locale} currency={about.currency} currencies={currencies} formats={dateFormats}
            accounts={bank.accounts.map(({ account, currency, mapping }) => ({ account, currency, mapping }))} words={t.raw('upload') as Parameters<typeof BankUpload>[0]['words']} />
        </Section>
      )}
      <Section title={t('bank.accounts')}>
        <Table caption={t('bank.accounts')} rows={bank.accounts} rowKey={(a) => a.account}
          columns={[
            { key: 'account', header: t('bank.account'), cell: (a) => a.account },
            { key: 'until', header: t('bank.until'), cell: (a) => <span className="num">{f.day(a.until)}</span> },
            { key: 'opening', header: t('bank.opening'), align: 'right', cell: (a) => <span title={a.openedOn ?? ''}><Amount money={a.opening} f={f} as="exact" /></span> },
            { key: 'balance', header: t('bank.balance'), align: 'right', cell: (a) => <Amount money={a.balance} f={f} as="exact" /> },
          ]}
          empty={<EmptyState rows={2}>{t('bank.empty')}</EmptyState>} />
      </Section>
      {bank.batches.length > 0 && (
        <Section title={t('bank.imports')}>
          <Table caption={t('bank.imports')} rows={bank.batches} rowKey={(b) => b.batch} struck={(b) => b.reversed} rowHref={may ? (b) => (b.reversed ? undefined : `?tab=bank&sheet=reverse&id=${b.batch}`) : undefined}
            columns={[
              { key: 'account', header: t('bank.account'), cell: (b) => b.account },
              { key: 'period', header: t('bank.period'), cell: (b) => <span className="num">{f.day(b.from)} – {f.day(b.to)}</span> },
              { key: 'added', header: t('bank.added'), align: 'right', cell: (b) => <span className="num">{f.number(b.added)}</span> },
              { key: 'known', header: t('bank.known'), align: 'right', cell: (b) => <span className="num">{f.number(b.known)}</span> },
              { key: 'standing', header: t('bank.standing'), cell: (b) => (b.reversed ? <Badge>{t('bank.reversed')}</Badge> : <Badge tone="good">{t('bank.stands')}</Badge>) },
              { key: 'recorded', header: t('recorded'), cell: (b) => <Recorded company={company} actor={b.actor} at={b.at} fact={b.fact} /> },
            ]} />
        </Section>
      )}
    </>
  );
}
