import type { ReportView } from '@capstan/reports';
import { Sheet, TextAreaField, TextField } from '@capstan/ui';
import { words } from '../../../../../i18n/words.ts';
import { Form } from '../../../../../shell/form.tsx';
import { discardReport, publishReport, withdrawReport } from '../actions.ts';

/** Publishing, withdrawing, discarding: each says what follows from it. */
export async function StepSheet({ company, report, sheet, close }: { company: string; report: ReportView; sheet?: string; close: string }) {
  const [t, app] = await Promise.all([words('reports'), words('app')]);
  const at = { company, report: report.report };
  if (sheet === 'publish' && report.status === 'draft') return (
    <Sheet title={t('page.publishTitle')} closeHref={close} closeLabel={app('close')}>
      <p>{t('page.publishLead')}</p>
      <Form action={publishReport.bind(null, at)} submit={t('page.publish')}><TextField name="asOf" type="datetime-local" label={t('page.publishAt')} /></Form>
    </Sheet>
  );
  if (sheet === 'discard' && report.status === 'draft') return <Sheet title={t('page.discard')} closeHref={close} closeLabel={app('close')}><Form action={discardReport.bind(null, at)} submit={t('page.discard')} kind="danger" /></Sheet>;
  if (sheet === 'withdraw' && report.status === 'published') return (
    <Sheet title={t('page.withdrawTitle')} closeHref={close} closeLabel={app('close')}>
      <p>{t('page.withdrawLead')}</p>
      <Form action={withdrawReport.bind(null, at)} submit={t('page.withdraw')} kind="danger"><TextAreaField name="reason" label={t('page.withdrawWhy')} required /></Form>
    </Sheet>
  );
  return null;
}
