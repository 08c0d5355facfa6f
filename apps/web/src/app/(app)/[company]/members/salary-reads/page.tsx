import { salaryReadsApi } from '@capstan/team';
import { Button, ButtonLink, DayField, Page, SelectField, Table } from '@capstan/ui';
import { api } from '../../../../../api/read.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { peopleOf, readerOf, screenOf, type Search, searchOf } from './say.ts';

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Record<string, string | undefined>> };
export const generateMetadata = async () => ({ title: (await words('account'))('reads.title') });

/** Who was shown salaries, when, and whose: for founders. */
export default async function SalaryReads({ params, searchParams }: Props) {
  const [{ company }, asked] = await Promise.all([params, searchParams]);
  const search = searchOf(asked);
  const [t, f, { reads, next, readers }] = await Promise.all([words('account'), format(), api(salaryReadsApi.reads, { params: { company }, query: search, asOf: '' })]);
  const names = [{ value: '', label: t('reads.all') }, ...readers.map(({ id, name }) => ({ value: id, label: name ?? t('reads.gone') }))];
  return (
    <Page title={t('reads.title')} lead={t('reads.lead')} actions={<ButtonLink href={`/${company}/members/salary-reads/export${queryOf({ ...search, before: undefined })}`}>{t('reads.export')}</ButtonLink>}>
      <form className="ledger-filters no-print" role="search" aria-label={t('reads.filter')}>
        <SelectField name="reader" label={t('reads.reader')} options={names} defaultValue={search.reader ?? ''} />
        <DayField name="from" label={t('reads.from')} defaultValue={search.from} />
        <DayField name="to" label={t('reads.to')} defaultValue={search.to} />
        <div className="actions"><Button type="submit">{t('reads.filter')}</Button></div>
      </form>
      <Table caption={t('reads.title')} rows={reads} rowKey={(r) => r.id} empty={<p className="muted">{t('reads.none')}</p>}
        columns={[
          { key: 'at', header: t('reads.at'), cell: (r) => f.instant(r.at) },
          { key: 'reader', header: t('reads.reader'), cell: (r) => readerOf(t, r) },
          { key: 'asked', header: t('reads.asked'), cell: (r) => <>{screenOf(t, r.asked)}{r.asOf && <span className="muted"> {t('reads.asOf', { moment: f.instant(r.asOf) })}</span>}</> },
          { key: 'people', header: t('reads.people'), cell: (r) => peopleOf(t, r) },
        ]} />
      {next && <p><a className="link" href={queryOf({ ...search, before: next })}>{t('reads.older')}</a></p>}
    </Page>
  );
}

const queryOf = (search: Search): string => `?${new URLSearchParams(Object.entries(search).filter(([, value]) => value !== undefined) as [string, string][]).toString()}`;
