import { Section } from '@capstan/ui';
import { words } from '../../../../i18n/words.ts';
import { Form } from '../../../../shell/form.tsx';
import { askSecondFactor } from './actions.ts';

/** Whether everyone needs a second factor, for whoever may decide it. */
export async function SecondFactorRule({ company, required }: { company: string; required: boolean }) {
  const t = await words('account');
  return (
    <Section title={t('rule.title')} lead={t(required ? 'rule.on' : 'rule.off')}>
      <Form action={askSecondFactor.bind(null, company, !required)} submit={t(required ? 'rule.end' : 'rule.ask')} kind="plain" />
    </Section>
  );
}
