import { type FigureKey, figureKeys, type ReportView } from '@capstan/reports';
import { CheckField, MonthField, SelectField, Sheet, TextAreaField, TextField } from '@capstan/ui';
import { addMonths } from '@capstan/kernel';
import { place } from '../../../../api/me.ts';
import { format } from '../../../../i18n/locale.ts';
import { words, type Words } from '../../../../i18n/words.ts';
import { Form } from '../../../../shell/form.tsx';
import { draftReport, reviseReport } from './actions.ts';

/** The four to seven figures that an update usually holds, with GPU spend beside its budget. */
const usual: readonly FigureKey[] = ['cash', 'net-burn', 'runway-plan', 'runway-decision', 'revenue', 'headcount', 'gpu-spend', 'gpu-budget'];
const parts = ['runwayChart', 'capTable', 'decisions', 'trainings'] as const;

/** The editor of a month: texts, which figures, what is granted. */
export async function DraftSheet({ company, close, draft }: { company: string; close: string; draft?: ReportView }) {
  const [t, app, f, here] = await Promise.all([words('reports'), words('app'), format(), place(company)]);
  const month = draft?.month ?? addMonths(new Date().toISOString().slice(0, 7), -1);
  const shows = draft?.shows ?? { figures: usual, money: 'shown', runwayChart: true, capTable: true, decisions: true, trainings: true };
  return (
    <Sheet title={t(draft ? 'edit.change' : 'edit.new')} closeHref={close} closeLabel={app('close')} wide>
      <Form action={draft ? reviseReport.bind(null, { company, report: draft.report }) : draftReport.bind(null, company)} submit={t('edit.save')}>
        <div className="form-row">
          <MonthField name="month" label={t('edit.month')} defaultValue={month} required />
          <TextField name="title" label={t('edit.title')} defaultValue={draft?.title ?? t('edit.titleOf', { company: here.name, month: f.month(month) })} required />
        </div>
        {(['highlights', 'lowlights', 'asks'] as const).map((name) => <TextAreaField key={name} name={name} label={t(`edit.${name}`)} hint={t('edit.lines')} rows={3} defaultValue={draft?.[name].join('\n')} />)}
        <Chosen title={t('edit.figures')} t={t} shown={shows.figures} />
        <SelectField name="money" label={t('edit.money')} defaultValue={shows.money} options={[{ value: 'shown', label: t('edit.moneyShown') }, { value: 'hidden', label: t('edit.moneyHidden') }]} />
        <fieldset className="field"><legend>{t('edit.sections')}</legend><div className="form-row">{parts.map((part) => <CheckField key={part} name={part} label={t(`edit.${part}`)} defaultChecked={shows[part]} />)}</div></fieldset>
      </Form>
    </Sheet>
  );
}

const Chosen = ({ title, t, shown }: { title: string; t: Words; shown: readonly FigureKey[] }) => (
  <fieldset className="field"><legend>{title}</legend><div className="form-row">{figureKeys.map((key) => <CheckField key={key} name="figures" value={key} label={t(`figures.${key}`)} defaultChecked={shown.includes(key)} />)}</div></fieldset>
);
