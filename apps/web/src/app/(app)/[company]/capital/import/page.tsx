import { fieldsOf, isNeeded, MOST_PACKAGE_BYTES, MOST_ROWS_TEXT, ocfApi, rowsApi, type RowsKind } from '@capstan/capital';
import { Page, Section } from '@capstan/ui';
import { explain } from '../../../../../api/explain.ts';
import { place } from '../../../../../api/me.ts';
import { routeOf } from '../../../../../api/route.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { CapitalTabs } from '../tabs.tsx';
import { PackageImport } from './package-import.tsx';
import { RowsImport } from './rows-import.tsx';
import type { PackageWords, RowsWords } from './words.ts';

type Props = { params: Promise<{ company: string }> };
export const generateMetadata = async () => ({ title: (await words('import'))('title') });

const fields = (kind: RowsKind) => fieldsOf(kind).map((field) => ({ field, isNeeded: isNeeded(kind, field) }));

/** A cap table comes in, as a package of the Open Cap Table Format or as rows of a spreadsheet; and goes out as a package. */
export default async function Import({ params }: Props) {
  const { company } = await params;
  const [t, app, f, here] = await Promise.all([words('import'), words('app'), format(), place(company)]);
  return (
    <Page title={t('title')} lead={t('lead')} actions={<a className="button" href={`/${company}/capital/import/package`} download>{t('export')}</a>}>
      <CapitalTabs company={company} at="import" />
      {here.can('capital:record') && (
        <Section title={t('ocf.title')}>
          <p className="prose">{t('ocf.note')}</p>
          <PackageImport check={routeOf(ocfApi.checkPackage, { company })} record={routeOf(ocfApi.importPackage, { company })} table={`/${company}/capital`} locale={f.locale} most={MOST_PACKAGE_BYTES}
            words={t.raw('ocf') as PackageWords} types={t.raw('types') as Record<string, string>} explain={explain} />
        </Section>
      )}
      {here.can('capital:record') && (
        <Section title={t('rows.title')}>
          <p className="prose">{t('rows.note')}</p>
          <RowsImport check={routeOf(rowsApi.checkRows, { company })} record={routeOf(rowsApi.importRows, { company })} table={`/${company}/capital`} locale={f.locale} most={MOST_ROWS_TEXT} words={t.raw('rows') as RowsWords}
            fields={{ shares: fields('shares'), grants: fields('grants') }} toTable={t('ocf.toTable')} drop={{ drop: app('form.drop'), choose: app('form.choose'), stop: app('form.stop'), sending: app('form.sending') }} explain={explain} />
        </Section>
      )}
    </Page>
  );
}
