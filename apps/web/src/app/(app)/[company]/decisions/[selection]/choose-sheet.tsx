import { type CandidateView, decisionsApi, type SelectionDetail } from '@capstan/decisions';
import { plain, MoneyField, MonthField, NumberText, Sheet, TextAreaField } from '@capstan/ui';
import { addMonths, minorDigits } from '@capstan/kernel';
import { place } from '../../../../../api/me.ts';
import { routeOf } from '../../../../../api/route.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { Form } from '../../../../../shell/form.tsx';
import { decide } from '../actions.ts';
import { EffectPreview } from './effect-preview.tsx';
import type { SheetProps } from './sheets.tsx';

interface Start { burn: number; oneOff: number; from: ('prefilledRun' | 'prefilledBudget' | 'prefilledModel')[] }

/** What the evidence already says about the effect: a first proposal, for the founder to change. */
function proposed(detail: SelectionDetail, { candidate, economics }: CandidateView): Start {
  const own = detail.cells.filter((c) => c.candidate === candidate);
  const cost = own.find((c) => c.evidence?.kind === 'run-cost' && c.value !== null)?.value ?? null;
  const budget = own.flatMap((c) => (c.evidence?.kind === 'gpu-budget' ? [c.evidence.monthly.amount] : []))[0] ?? null;
  const burn = economics ? 0 - economics.monthlyEffect.amount : budget ?? 0;
  return { burn, oneOff: cost ?? 0, from: [...(cost === null ? [] : ['prefilledRun' as const]), ...(economics ? ['prefilledModel' as const] : budget === null ? [] : ['prefilledBudget' as const])] };
}

/** Choosing: which candidate, what it does to burn and runway, and what the alternatives score. */
export async function ChooseSheet({ company, detail, close, candidate }: SheetProps & { candidate: CandidateView }) {
  const [t, app, f, here] = await Promise.all([words('decisions'), words('app'), format(), place(company)]);
  const { selection, currency, candidates } = detail;
  const start = proposed(detail, candidate);
  const next = addMonths(new Date().toISOString().slice(0, 7), 1);
  const typed = (amount: number) => plain({ amount, currency });
  return (
    <Sheet title={t('choose.title')} closeHref={close} closeLabel={app('close')}>
      <nav className="choices" aria-label={t('choose.candidate')}>
        {candidates.map((c) => <a key={c.candidate} data-sheet="" href={`?sheet=choose&candidate=${c.candidate}`} {...(c.candidate === candidate.candidate && { 'aria-current': 'true' as const })}><span>{c.name}</span><span className="muted">{c.total === null ? t('matrix.notRanked') : <NumberText value={c.total} f={f} digits={2} />}</span></a>)}
      </nav>
      <Form key={candidate.candidate} action={decide.bind(null, { company, selection }, currency, candidate.candidate)} submit={t('choose.submit')} then={close} ifMatch={detail.revision}>
        <div className="form-row">
          <MoneyField name="effect.burnPerMonth" currency={currency} label={t('choose.burn')} hint={t('choose.burnHint')} defaultValue={typed(start.burn)} />
          <MoneyField name="effect.oneOff" currency={currency} label={t('choose.oneOff')} defaultValue={typed(start.oneOff)} />
        </div>
        <MonthField name="effect.from" label={t('choose.from')} defaultValue={next} required />
        {start.from.length > 0 && <p className="muted small">{start.from.map((from) => t(`choose.${from}`)).join(' ')}</p>}
        {here.can('planning:read') && <EffectPreview to={routeOf(decisionsApi.effect, { company, selection })} digits={minorDigits(currency)} locale={f.locale}
          words={{ effect: t('choose.effect'), before: t('choose.before'), after: t('choose.after'), asking: t('choose.asking'), ...(t.raw('runway') as RunwayWords) }} />}
        <TextAreaField name="reason" label={t('choose.reason')} hint={t('choose.reasonHint')} />
      </Form>
    </Sheet>
  );
}

type RunwayWords = { 'runs-out': string; lasts: string; 'not-burning': string; unknown: string };
