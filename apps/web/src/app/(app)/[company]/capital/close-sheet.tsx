import { capitalApi, conventions, grantsApi, type RoundView, type SafeView } from '@capstan/capital';
import { DayField, NumberField, SelectField, Sheet, TextField } from '@capstan/ui';
import { teamApi } from '@capstan/team';
import { place } from '../../../../api/me.ts';
import { api } from '../../../../api/read.ts';
import { routeOf } from '../../../../api/route.ts';
import { locale } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Form } from '../../../../shell/form.tsx';
import { closeRound } from './actions.ts';
import { PreferenceFields } from './close-preference.tsx';
import { Play, type PlayWords } from './play.tsx';
import { promises } from './vesting/promised.tsx';

const policies = ['floor-shares', 'lawyers', 'spreadsheet', 'yc-guide'];

/** The terms of the close beside what they lead to: price, dilution, pool, recomputed while one types. */
export async function CloseSheet({ company, round, safes, today }: { company: string; round: RoundView; safes: readonly SafeView[]; today: string }) {
  const at = { company, round: round.round };
  const [t, app, lang, preview] = await Promise.all([words('capital'), words('app'), locale(), api(capitalApi.roundPreview, { params: at, query: { on: today } })]);
  const back = `/${company}/capital`;
  const promised = await promisedTo(company);
  const mfn = safes.filter((s) => s.mfn && s.situation === 'outstanding');
  return (
    <Sheet title={t('close.title', { name: round.name })} closeHref={back} closeLabel={app('close')} wide>
      <Form action={closeRound.bind(null, at, mfn.map((s) => s.safe))} submit={t('close.record')} then={back}>
        <div className="form-row"><DayField name="closedOn" label={t('close.on')} defaultValue={today} max={today} required /><TextField name="class" label={t('close.class')} defaultValue={round.name} /></div>
        <div className="form-row">
          <NumberField name="poolTarget" unit="%" label={t('round.poolTarget')} hint={t('round.poolTargetHint')} defaultValue={round.poolTarget === null ? undefined : String(Number(round.poolTarget) * 100)} />
          <NumberField name="poolIncrease" label={t('close.poolIncrease')} hint={t('close.poolIncreaseHint')} />
          <NumberField name="promisedOptions" label={t('close.promised')} hint={t('close.promisedHint')} defaultValue={promised > 0 ? String(promised) : undefined} />
        </div>
        <div className="form-row">
          <SelectField name="convention" label={t('close.convention')} options={conventions.map((value) => ({ value, label: t(`conventions.${value}`) }))} />
          <SelectField name="rounding" label={t('close.rounding')} options={policies.map((value) => ({ value, label: t(`roundings.${value}`) }))} />
        </div>
        {mfn.map((s) => <SelectField key={s.safe} name={`mfn.${s.safe}`} label={t('close.mfn', { name: s.investor })} options={['cap', 'discount', 'none'].map((value) => ({ value, label: t(`close.elects.${value}`) }))} />)}
        <PreferenceFields />
        <Play first={preview.sheet} on={preview.on} from={routeOf(capitalApi.roundPreview, at)} poolTarget={preview.poolTarget} mfn={mfn.map((s) => s.safe)} locale={lang} words={t.raw('play') as PlayWords} />
      </Form>
    </Sheet>
  );
}

/** Equity promised to hires and not granted yet; what the reader may not see counts as nothing. */
async function promisedTo(company: string): Promise<number> {
  if (!(await place(company)).can('team:read')) return 0;
  const [team, book] = await Promise.all([api(teamApi.people, { params: { company } }), api(grantsApi.grants, { params: { company }, query: {} })]);
  return promises(team.people, book.grants).reduce((sum, p) => sum + p.left, 0);
}
