import type { SelectionDetail } from '@capstan/decisions';
import { Sheet, TextAreaField } from '@capstan/ui';
import { words } from '../../../../../i18n/words.ts';
import { Form } from '../../../../../shell/form.tsx';
import { abandon, reopen } from '../actions.ts';
import { CandidateSheet } from './candidate-sheet.tsx';
import { ChooseSheet } from './choose-sheet.tsx';
import { CompareSheet } from './compare-sheet.tsx';
import { CriterionSheet } from './criterion-sheet.tsx';
import { ScoreSheet } from './score-sheet.tsx';

export interface SheetQuery { sheet?: string; candidate?: string; criterion?: string; by?: string }
export interface SheetProps { company: string; detail: SelectionDetail; close: string }

/** The sheet that the URL asks for, when the selection is in a state to take it. */
export function Sheets({ company, detail, query }: { company: string; detail: SelectionDetail; query: SheetQuery }) {
  const props: SheetProps = { company, detail, close: `/${company}/decisions/${detail.selection}` };
  const candidate = detail.candidates.find((c) => c.candidate === query.candidate);
  const criterion = detail.criteria.find((c) => c.criterion === query.criterion);
  if (query.sheet === 'reopen' && detail.status === 'decided') return <ReasonSheet {...props} kind="reopen" />;
  if (detail.status !== 'open') return null;
  switch (query.sheet) {
    case 'criterion': return <CriterionSheet {...props} criterion={criterion} />;
    case 'candidate': return <CandidateSheet {...props} candidate={candidate} />;
    case 'score': return candidate && criterion ? <ScoreSheet {...props} candidate={candidate} criterion={criterion} by={query.by} /> : null;
    case 'choose': return candidate ? <ChooseSheet {...props} candidate={candidate} /> : null;
    case 'compare': return <CompareSheet {...props} />;
    case 'abandon': return <ReasonSheet {...props} kind="abandon" />;
    default: return null;
  }
}

async function ReasonSheet({ company, detail, close, kind }: SheetProps & { kind: 'reopen' | 'abandon' }) {
  const [t, app] = await Promise.all([words('decisions'), words('app')]);
  const at = { company, selection: detail.selection };
  const reopening = kind === 'reopen';
  return (
    <Sheet title={t(reopening ? 'record.reopenTitle' : 'abandon.title')} closeHref={close} closeLabel={app('close')}>
      <p className="muted">{t(reopening ? 'record.reopenLead' : 'abandon.lead')}</p>
      <Form action={(reopening ? reopen : abandon).bind(null, at)} submit={t(reopening ? 'record.reopen' : 'abandon.action')} kind={reopening ? 'primary' : 'danger'} then={close} ifMatch={detail.revision}>
        <TextAreaField name="reason" label={t(reopening ? 'record.reopenWhy' : 'abandon.why')} required />
      </Form>
    </Sheet>
  );
}
