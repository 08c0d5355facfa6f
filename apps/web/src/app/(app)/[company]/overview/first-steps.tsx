import { ButtonLink } from '@capstan/ui';
import { place } from '../../../../api/me.ts';
import { words } from '../../../../i18n/words.ts';
import './overview.css';

const steps = [
  { key: 'bank', to: 'planning?tab=bank', permission: 'planning:record' },
  { key: 'capital', to: 'capital', permission: 'capital:record' },
  { key: 'team', to: 'team', permission: 'team:record' },
  { key: 'compute', to: 'compute?tab=bills', permission: 'compute:record' },
] as const;

/** What a new company records first, and what it gets for it. */
export async function FirstSteps({ company }: { company: string }) {
  const [t, here] = await Promise.all([words('overview'), place(company)]);
  return (
    <ol className="steps">
      {steps.map(({ key, to, permission }, i) => (
        <li key={key}>
          <span className="num">{i + 1}</span>
          <h2>{t(`steps.${key}.title`)}</h2>
          <p>{t(`steps.${key}.text`)}</p>
          {here.can(permission) && <ButtonLink href={`/${company}/${to}`} kind={i === 0 ? 'primary' : 'plain'}>{t(`steps.${key}.action`)}</ButtonLink>}
        </li>
      ))}
    </ol>
  );
}
