import type { ChartWords } from '@capstan/ui';
import { words } from './words.ts';

/** The words every chart shares. */
export async function chartWords(): Promise<ChartWords> {
  const t = await words('app');
  return { table: t('table.label'), chart: t('table.chart'), today: t('lines.today'), range: t('lines.range'), total: t('lines.total') };
}
