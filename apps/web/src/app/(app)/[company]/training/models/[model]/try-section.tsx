import { modelsApi } from '@capstan/training';
import { Section } from '@capstan/ui';
import { explain } from '../../../../../../api/explain.ts';
import { routeOf } from '../../../../../../api/route.ts';
import { locale } from '../../../../../../i18n/locale.ts';
import type { Said } from './said.ts';
import { TryIt } from './try/try-it.tsx';
import type { TryWords } from './try/words.ts';
import './try/try.css';

/** The form by which a version is asked, after its signature. */
export async function TrySection({ company, model: { model }, one, t }: Said) {
  const params = { company, model }, examples = routeOf(modelsApi.examples, params);
  return (
    <Section title={t('try.title')} lead={t('try.lead', { version: one.version })}>
      <TryIt key={one.version} to={routeOf(modelsApi.predict, params)} examples={{ ...examples, path: `${examples.path}?version=${one.version}` }} version={one.version} input={one.signature.input} lang={await locale()} words={t.raw('try.words') as TryWords} explain={explain} />
    </Section>
  );
}
