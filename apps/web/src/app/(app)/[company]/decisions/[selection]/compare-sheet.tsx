import { SelectField, Sheet } from '@capstan/ui';
import { words } from '../../../../../i18n/words.ts';
import { Form } from '../../../../../shell/form.tsx';
import { compareCriteria } from '../actions.ts';
import { criterionName } from '../say.ts';
import type { SheetProps } from './sheets.tsx';

/** Saaty's scale, from much more to much less. */
const steps = { '9': 9, '7': 7, '5': 5, '3': 3, '2': 2, '1': 1, '1/2': 1 / 2, '1/3': 1 / 3, '1/5': 1 / 5, '1/7': 1 / 7, '1/9': 1 / 9 };

/** Weights from pairwise judgements (AHP). */
export async function CompareSheet({ company, detail, close }: SheetProps) {
  const [t, app] = await Promise.all([words('decisions'), words('app')]);
  const pairs = detail.criteria.flatMap((a, i) => detail.criteria.slice(i + 1).map((b) => [a, b] as const));
  const ids = pairs.map(([a, b]): [string, string] => [a.criterion, b.criterion]);
  const options = [{ value: '', label: t('compare.skip') }, ...Object.entries(steps).toSorted((a, b) => b[1] - a[1]).map(([name, times]) => ({ value: String(times), label: t(`compare.options.${name}`) }))];
  return (
    <Sheet title={t('compare.title')} closeHref={close} closeLabel={app('close')}>
      <p className="muted">{t('compare.lead')}</p>
      <Form action={compareCriteria.bind(null, { company, selection: detail.selection }, ids)} submit={t('compare.submit')} then={close}>
        {pairs.map(([a, b], i) => <SelectField key={`${a.criterion} ${b.criterion}`} name={`pair-${i}`} label={t('compare.pair', { a: criterionName(t, a), b: criterionName(t, b) })} options={options} />)}
        <SelectField name="randomIndex" label={t('compare.index')} defaultValue="saaty-2005" options={['saaty-2005', 'saaty-1980', 'donegan-dodd-1991'].map((value) => ({ value, label: t(`compare.indices.${value}`) }))} />
      </Form>
    </Sheet>
  );
}
