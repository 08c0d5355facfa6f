import { capitalApi, securitiesApi } from '@capstan/capital';
import { Menu, Page } from '@capstan/ui';
import { place } from '../../../../../api/me.ts';
import { api } from '../../../../../api/read.ts';
import { words } from '../../../../../i18n/words.ts';
import { SafesSection } from '../safes.tsx';
import { CapitalTabs } from '../tabs.tsx';
import { InstrumentSheet } from './instrument-sheet.tsx';
import { ClassesSection, NotesSection, WarrantsSection } from './tables.tsx';

type Props = { params: Promise<{ company: string }>; searchParams: Promise<{ sheet?: string; id?: string }> };
export const generateMetadata = async () => ({ title: (await words('instruments'))('title') });
const recordable = [['safe', 'sheets.safe.title'], ['note', 'notes.new'], ['warrant', 'warrants.new'], ['class', 'classes.set'], ['split', 'classes.split']] as const;

/** Share classes, SAFEs, convertible notes and warrants: everything that gives a claim to shares. */
export default async function Instruments({ params, searchParams }: Props) {
  const [{ company }, { sheet, id }] = await Promise.all([params, searchParams]);
  const at = { params: { company } };
  const [t, safe, here, classes, safes, notes, warrants, { currency, holders }] = await Promise.all([
    words('instruments'), words('capital'), place(company), api(securitiesApi.classes, { ...at, query: {} }), api(capitalApi.safes, at), api(securitiesApi.notes, { ...at, query: {} }), api(securitiesApi.warrants, { ...at, query: {} }), api(securitiesApi.holders, { ...at, query: {} }),
  ]);
  const may = here.can('capital:record');
  const shown = { company, may, currency };
  return (
    <Page title={t('title')} lead={t('lead')} actions={may && <Menu id="instruments-more" label={t('more')} button={t('more')}>{recordable.map(([name, label]) => <a key={name} href={`?sheet=${name}`} data-sheet="">{t(label)}</a>)}</Menu>}>
      <CapitalTabs company={company} at="instruments" />
      <ClassesSection {...shown} all={classes} />
      <SafesSection company={company} safes={safes} may={may} />
      <NotesSection {...shown} all={notes} />
      <WarrantsSection {...shown} all={warrants} />
      {sheet && may && <InstrumentSheet company={company} sheet={sheet} id={id} classes={classes} holders={holders.map((h) => h.name)} safe={safe} />}
    </Page>
  );
}
