import type { CriterionView } from '@capstan/decisions';
import { plain, NumberField, SelectField, Sheet, TextField } from '@capstan/ui';
import { words } from '../../../../../i18n/words.ts';
import { Form } from '../../../../../shell/form.tsx';
import { addCriterion, dropCriterion, setCriterion } from '../actions.ts';
import type { SheetProps } from './sheets.tsx';

/** A value of a scale as a person types it: percentages as 95, money in whole units. */
const typed = (measure: string, value: number, currency: string) =>
  measure === 'money' ? plain({ amount: value, currency }) : measure === 'fraction' ? String(Number((value * 100).toFixed(6))) : String(value);

/** A criterion with its weight and, to read evidence, the two values that score 0 and 10. */
export async function CriterionSheet({ company, detail, close, criterion }: SheetProps & { criterion?: CriterionView }) {
  const [t, app] = await Promise.all([words('decisions'), words('app')]);
  const at = { company, selection: detail.selection };
  const { scale } = criterion ?? { scale: null };
  const action = criterion ? setCriterion.bind(null, { ...at, criterion: criterion.criterion }, detail.currency) : addCriterion.bind(null, at, detail.currency);
  const option = (kind: string) => (value: string) => ({ value, label: t(`${kind}.${value}`) });
  return (
    <Sheet title={t(criterion ? 'criterion.edit' : 'criterion.add')} closeHref={close} closeLabel={app('close')}>
      <Form action={action} submit={t('criterion.save')} then={close}>
        <TextField name="name" label={t('criterion.name')} defaultValue={criterion?.name} required />
        <div className="form-row">
          <SelectField name="aspect" label={t('criterion.aspect')} defaultValue={criterion?.aspect ?? 'own'} options={['own', 'market-demand', 'maturity', 'budget', 'team-capability'].map(option('aspects'))} />
          <NumberField name="weight" label={t('criterion.weight')} defaultValue={criterion?.weight ?? 1} required />
        </div>
        <div className="form-row">
          <SelectField name="measure" label={t('criterion.measure')} defaultValue={scale?.measure ?? ''} options={[{ value: '', label: t('criterion.byHand') }, ...['fraction', 'money', 'count'].map(option('measures'))]} />
          <SelectField name="scale.curve" label={t('criterion.curve')} defaultValue={scale?.curve ?? 'linear'} options={['linear', 'log'].map(option('curves'))} />
        </div>
        <div className="form-row">
          <NumberField name="scale.worst" label={t('criterion.worst')} defaultValue={scale ? typed(scale.measure, scale.worst, detail.currency) : undefined} />
          <NumberField name="scale.best" label={t('criterion.best')} defaultValue={scale ? typed(scale.measure, scale.best, detail.currency) : undefined} hint={t('criterion.scaleHint')} />
        </div>
      </Form>
      {criterion && <div className="rule stack pt-4"><p className="muted small">{t('criterion.dropLead')}</p><Form action={dropCriterion.bind(null, { ...at, criterion: criterion.criterion })} submit={t('criterion.drop')} kind="danger" then={close} /></div>}
    </Sheet>
  );
}
