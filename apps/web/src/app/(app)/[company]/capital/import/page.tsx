import { MOST_PACKAGE_BYTES, ocfApi } from '@capstan/capital';
import { Page, Section } from '@capstan/ui';
import { explain } from '../../../../../api/explain.ts';
import { place } from '../../../../../api/me.ts';
import { routeOf } from '../../../../../api/route.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { CapitalTabs } from '../tabs.tsx';
import { PackageImport } from './package-import.tsx';
import type { PackageWords } from './words.ts';

type Props = { params: Promise<{ company: string }> };
export const generateMetadata = async () => ({ title: (await words('import'))('title') });

/** A cap table comes in: a package of the Open Cap Table Format; and goes out as one. */
export default async function Import({ params }: Props) {
  const { company } = await params;
  const [t, f, here] = await Promise.all([words('import'), format(), place(company)]);
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
    </Page>
  );
}
