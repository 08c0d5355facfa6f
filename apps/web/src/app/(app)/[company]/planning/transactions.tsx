import { kinds, planningApi, type TransactionKind } from '@capstan/planning';
import { Amount, Badge, ButtonLink, EmptyState, Section, Table } from '@capstan/ui';
import { api } from '../../../../api/read.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import type { Asked } from './page.tsx';

const isKind = (text: string | undefined): text is TransactionKind => (kinds as readonly (string | undefined)[]).includes(text);

/** Bank transactions, newest first, with what they were; a person's word overrules the rule. */
export async function TransactionsTab({ company, may, asked }: { company: string; may: boolean; asked: Asked }) {
  const kind = isKind(asked.kind) ? asked.kind : undefined;
  const page = Math.max(0, Number(asked.page) || 0);
  const [t, f, found] = await Promise.all([words('planning'), format(), api(planningApi.transactions, { params: { company }, query: { kind, month: asked.month, page } })]);
  const link = (over: Record<string, string | undefined>) => `?${new URLSearchParams(Object.entries({ tab: 'transactions', kind, month: asked.month, ...over }).filter((e): e is [string, string] => e[1] !== undefined))}`;
  return (
    <Section title={t('transactions.title', { count: found.count })} lead={asked.month ? t('transactions.ofMonth', { month: f.month(asked.month) }) : t('transactions.lead')}
      actions={asked.month && <a className="link small" href={link({ month: undefined })}>{t('transactions.allMonths')}</a>}>
      <nav className="tabs" aria-label={t('transactions.kind')}>
        {[undefined, ...kinds].map((one) => <a key={one ?? 'all'} href={link({ kind: one })} {...(one === kind && { 'aria-current': 'page' as const })}>{one ? t(`kinds.${one}`) : t('transactions.all')}</a>)}
      </nav>
      <Table caption={t('tabs.transactions')} rows={found.transactions} rowKey={(r) => r.key} rowHref={may ? (r) => link({ sheet: 'classify', id: r.key, page: page ? String(page) : undefined }) : undefined}
        columns={[
          { key: 'text', header: t('transactions.text'), cell: (r) => <>{r.counterparty ? `${r.counterparty} · ` : ''}{r.text}</> },
          { key: 'on', header: t('transactions.on'), cell: (r) => <span className="num">{f.day(r.on)}</span> },
          { key: 'account', header: t('bank.account'), cell: (r) => r.account },
          { key: 'kind', header: t('transactions.kind'), cell: (r) => <>{t(`kinds.${r.kind}`)} {r.classifiedBy === 'person' && <Badge>{t('transactions.byPerson')}</Badge>}</> },
          { key: 'amount', header: t('transactions.amount'), align: 'right', cell: (r) => <Amount money={r.amount} f={f} as="exact" /> },
        ]}
        empty={<EmptyState action={may && <ButtonLink href="?tab=bank">{t('bank.import')}</ButtonLink>}>{t('transactions.empty')}</EmptyState>} />
      <div className="actions">
        {page > 0 && <ButtonLink href={link({ page: String(page - 1) })}>{t('transactions.newer')}</ButtonLink>}
        {found.more && <ButtonLink href={link({ page: String(page + 1) })}>{t('transactions.older')}</ButtonLink>}
      </div>
    </Section>
  );
}
