import type { AttentionLine } from '@capstan/decisions';
import { Badge, Section } from '@capstan/ui';
import { words } from '../../../../i18n/words.ts';
import './overview.css';

/** What needs a look: decisions whose evidence moved, and money in that nobody has sorted. */
export async function Attention({ company, lines, unsorted }: { company: string; lines: readonly AttentionLine[]; unsorted: number }) {
  const t = await words('overview');
  if (lines.length === 0 && unsorted === 0) return null;
  return (
    <Section title={t('attention.title')}>
      <ul className="look">
        {lines.map((line) => (
          <li key={`${line.kind} ${line.selection}`}>
            <Badge tone={line.kind === 'waiting' ? 'plain' : 'warn'}>{t(`attention.${line.kind}.badge`)}</Badge>
            <a className="link" href={`/${company}/decisions/${line.selection}`}>{line.title}</a>
            <span className="muted">{t(`attention.${line.kind}.text`, { ...line })}</span>
          </li>
        ))}
        {unsorted > 0 && (
          <li>
            <Badge tone="warn">{t('attention.unsorted.badge')}</Badge>
            <a className="link" href={`/${company}/planning?tab=transactions&kind=other`}>{t('attention.unsorted.title', { count: unsorted })}</a>
            <span className="muted">{t('attention.unsorted.text')}</span>
          </li>
        )}
      </ul>
    </Section>
  );
}
