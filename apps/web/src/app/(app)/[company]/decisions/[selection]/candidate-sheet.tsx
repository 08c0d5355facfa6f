import type { CandidateView } from '@capstan/decisions';
import { MoneyField, NumberField, plain, Sheet, TextAreaField, TextField } from '@capstan/ui';
import { words } from '../../../../../i18n/words.ts';
import { Form } from '../../../../../shell/form.tsx';
import { addCandidate, changeCandidate, dropCandidate } from '../actions.ts';
import type { SheetProps } from './sheets.tsx';

/** A candidate: a name and a note, and for a business model what one unit earns and costs. */
export async function CandidateSheet({ company, detail, close, candidate }: SheetProps & { candidate?: CandidateView }) {
  const [t, app] = await Promise.all([words('decisions'), words('app')]);
  const at = { company, selection: detail.selection };
  const currency = detail.kind === 'business-model' ? detail.currency : null;
  const action = candidate ? changeCandidate.bind(null, { ...at, candidate: candidate.candidate }, currency) : addCandidate.bind(null, at, currency);
  return (
    <Sheet title={t(candidate ? 'candidate.edit' : 'candidate.add')} closeHref={close} closeLabel={app('close')}>
      <Form action={action} submit={t('candidate.save')} then={close}>
        <TextField name="name" label={t('candidate.name')} defaultValue={candidate?.name} required />
        <TextAreaField name="note" label={t('candidate.note')} defaultValue={candidate?.note} rows={2} />
        {currency && <ModelFields currency={currency} model={candidate?.model ?? null} />}
      </Form>
      {candidate && <div className="rule pt-4"><Form action={dropCandidate.bind(null, { ...at, candidate: candidate.candidate })} submit={t('candidate.drop')} kind="danger" then={close} /></div>}
    </Sheet>
  );
}

async function ModelFields({ currency, model }: { currency: string; model: CandidateView['model'] }) {
  const t = await words('decisions');
  const money = (name: 'price' | 'hosting' | 'otherUnitCost' | 'fixedMonthly', label: string, hint?: string) =>
    <MoneyField name={`model.${name}`} label={label} hint={hint} currency={currency} defaultValue={model ? plain(model[name]) : undefined} required={name === 'price'} />;
  return (
    <>
      <div className="form-row"><TextField name="model.unit" label={t('candidate.unit')} hint={t('candidate.unitHint')} defaultValue={model?.unit} required />{money('price', t('candidate.price'))}</div>
      <div className="form-row">
        <NumberField name="model.inference.requestsPerUnit" label={t('candidate.requests')} defaultValue={model?.inference.requestsPerUnit} />
        <NumberField name="model.inference.tokensPerRequest" label={t('candidate.tokens')} defaultValue={model?.inference.tokensPerRequest} />
        <NumberField name="model.inference.perMillionTokens" label={t('candidate.perMillion')} unit={currency} defaultValue={model?.inference.perMillionTokens} />
      </div>
      <div className="form-row">{money('hosting', t('candidate.hosting'))}{money('otherUnitCost', t('candidate.other'), t('candidate.otherHint'))}</div>
      <div className="form-row">{money('fixedMonthly', t('candidate.fixed'))}<NumberField name="model.expectedVolume" label={t('candidate.volume')} defaultValue={model?.expectedVolume} /></div>
    </>
  );
}
