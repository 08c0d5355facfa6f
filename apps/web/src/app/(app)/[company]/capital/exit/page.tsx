import { exitApi } from '@capstan/capital';
import { ButtonLink, EmptyState, Page, Section } from '@capstan/ui';
import { api } from '../../../../../api/read.ts';
import { chartWords } from '../../../../../i18n/chart-words.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { CapitalTabs } from '../tabs.tsx';
import { ExitPlayer } from './player.tsx';
import type { ExitWords } from './words.ts';

type Props = { params: Promise<{ company: string }> };
export const generateMetadata = async () => ({ title: (await words('exit'))('title') });

/** Who gets what when the company is sold: its own cap table and terms, played in the browser. */
export default async function Exit({ params }: Props) {
  const { company } = await params;
  const [t, f, chart, sheet] = await Promise.all([words('exit'), format(), chartWords(), api(exitApi.exitSheet, { params: { company } })]);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <CapitalTabs company={company} at="exit" />
      {sheet.held.length === 0
        ? <Section title={t('title')}><EmptyState action={<ButtonLink href={`/${company}/capital?sheet=issue`}>{t('issue')}</ButtonLink>}>{t('empty')}</EmptyState></Section>
        : <ExitPlayer sheet={sheet} locale={f.locale} chart={chart} words={t.raw('play') as ExitWords} />}
    </Page>
  );
}
