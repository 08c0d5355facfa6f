import { computeApi } from '@capstan/compute';
import { minorDigits } from '@capstan/kernel';
import { Section } from '@capstan/ui';
import { api } from '../../../../api/read.ts';
import { locale } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Estimator } from './estimator.tsx';

/** What a training run would cost, before anything is rented. */
export async function Estimate({ company }: { company: string }) {
  const [t, lang, prices, spend] = await Promise.all([words('compute'), locale(), api(computeApi.gpuPrices, { params: { company } }), api(computeApi.spend, { params: { company } })]);
  const seen = prices.filter((p) => p.perHour.currency === spend.currency);
  return (
    <Section title={t('estimate.title')} lead={t('estimate.lead')}>
      <Estimator locale={lang} currency={spend.currency} prices={seen.map(({ gpu, perHour, on }) => ({ gpu, perHour: perHour.amount / 10 ** minorDigits(spend.currency), on }))} words={t.raw('estimator') as Parameters<typeof Estimator>[0]['words']} />
    </Section>
  );
}
