import { Badge } from '@capstan/ui';
import { words } from '../i18n/words.ts';

/** Marks what was measured on data that a program made, wherever it appears. */
export async function Synthetic({ is }: { is: boolean | undefined }) {
  if (!is) return null;
  const t = await words('training');
  return <span className="whitespace-nowrap" title={t('upload.syntheticHint')}><Badge tone="warn">{t('datasets.synthetic')}</Badge></span>;
}
