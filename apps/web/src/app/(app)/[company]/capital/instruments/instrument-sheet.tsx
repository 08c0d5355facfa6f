import type { ClassView } from '@capstan/capital';
import { exact, type Fraction } from '@capstan/kernel';
import { CheckField, DayField, MoneyField, NumberField, SelectField, TextField } from '@capstan/ui';
import type { ReactNode } from 'react';
import { type Outcome } from '../../../../../api/submit.ts';
import type { Words } from '../../../../../i18n/words.ts';
import { NamedSheet, type SheetParts } from '../../../../../shell/named-sheet.tsx';
import { cancelSafe, signSafe } from '../actions.ts';
import { cancelNote, cancelWarrant, exerciseWarrant, issueWarrant, repayNote, setClassTerms, signNote, splitShares } from './actions.ts';

interface Props { company: string; sheet: string; id?: string; classes: readonly ClassView[]; holders: readonly string[]; safe: Words }
type Action = (before: Outcome, form: FormData) => Promise<Outcome>;

/** The sheet that the URL names: what is recorded about classes, SAFEs, notes and warrants. */
export const InstrumentSheet = ({ company, sheet, id, ...rest }: Props) => (
  <NamedSheet context="instruments" company={company} sheet={sheet} id={id} close={`/${company}/capital/instruments`} partsOf={(...asked) => partsOf(rest, ...asked)} />
);

const choices = (t: Words, group: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`${group}.${value}`) }));
export const Names = ({ id, names }: { id: string; names: readonly string[] }) => <datalist id={id}>{[...new Set(names)].map((name) => <option key={name} value={name}>{name}</option>)}</datalist>;

function partsOf({ classes: all, holders, safe }: Omit<Props, 'company' | 'sheet' | 'id'>, sheet: string, company: string, id: string, currency: string, t: Words): SheetParts | undefined {
  const [today, classes] = [new Date().toISOString().slice(0, 10), all.map((c) => c.class)];
  const ending = (action: Action): SheetParts => ({ action, kind: 'danger', fields: <><DayField name="cancelledOn" label={t('day')} defaultValue={today} required /><TextField name="reason" label={t('reason')} required /></> });
  switch (sheet) {
    case 'class': return { action: setClassTerms.bind(null, { company }), fields: <ClassFields t={t} currency={currency} today={today} classes={classes} now={all.find((c) => c.class === id)} /> };
    case 'split': return { action: splitShares.bind(null, { company }), fields: <SplitFields t={t} today={today} classes={classes} /> };
    case 'note': return { action: signNote.bind(null, { company }, currency), fields: <NoteFields t={t} currency={currency} today={today} holders={holders} /> };
    case 'note-repay': return { action: repayNote.bind(null, { company, note: id }, currency), fields: <><DayField name="repaidOn" label={t('day')} defaultValue={today} required /><MoneyField name="paid" currency={currency} label={t('notes.paid')} /></> };
    case 'note-cancel': return ending(cancelNote.bind(null, { company, note: id }));
    case 'warrant': return { action: issueWarrant.bind(null, { company }), fields: <WarrantFields t={t} currency={currency} today={today} classes={classes} holders={holders} /> };
    case 'warrant-exercise': return { action: exerciseWarrant.bind(null, { company, warrant: id }, currency), fields: <><NumberField name="shares" label={t('shares')} hint={t('partHint')} /><div className="form-row"><DayField name="exercisedOn" label={t('warrants.exercisedOn')} defaultValue={today} required /><MoneyField name="paid" currency={currency} label={t('warrants.paid')} /></div></> };
    case 'warrant-cancel': return ending(cancelWarrant.bind(null, { company, warrant: id }));
    case 'safe': return { action: signSafe.bind(null, { company }, currency), fields: <SafeFields t={safe} currency={currency} today={today} /> };
    case 'safe-cancel': return ending(cancelSafe.bind(null, { company, safe: id }));
    default: return undefined;
  }
}

interface Fields { t: Words; today: string }

/** A price that can be typed back as it is: the decimal number where it ends, else the fraction. */
function typed(of: Fraction | undefined): string | undefined {
  if (!of) return undefined;
  const places = placesOf(BigInt(of[1]));
  return places === undefined ? of.join('/') : exact.toDecimal(exact.fromFraction(of), places);
}
/** Places enough to write something over this number as a decimal; undefined where it never ends. */
const placesOf = (under: bigint, places = 0): number | undefined =>
  under === 1n ? places : under % 10n === 0n ? placesOf(under / 10n, places + 1) : under % 2n === 0n ? placesOf(under / 2n, places + 1) : under % 5n === 0n ? placesOf(under / 5n, places + 1) : undefined;

/** The terms of a class: empty for a new one, those in force for one that has some. */
const ClassFields = ({ t, currency, today, classes, now }: Fields & { currency: string; classes: readonly string[]; now: ClassView | undefined }) => (
  <>
    <div className="form-row"><TextField name="class" label={t('class')} defaultValue={now?.class} list="classes" required /><SelectField name="kind" label={t('classes.kind')} defaultValue={now ? now.terms?.kind ?? 'common' : 'preferred'} options={choices(t, 'classes.kinds', ['preferred', 'common'])} /></div>
    <Names id="classes" names={classes} />
    <div className="form-row"><NumberField name="originalPrice" label={t('classes.originalPrice', { currency })} defaultValue={typed(now?.terms?.originalPrice)} /><NumberField name="conversionPrice" label={t('classes.conversionPrice', { currency })} hint={t('classes.conversionPriceHint')} defaultValue={typed(now?.terms?.conversionPrice)} /></div>
    <SelectField name="convertsInto" label={t('classes.convertsInto')} defaultValue={now ? now.terms?.convertsInto ?? '' : classes[0]} options={[{ value: '', label: t('classes.nothing') }, ...classes.map((value) => ({ value, label: value }))]} />
    <div className="form-row"><NumberField name="multiple" label={t('classes.multiple')} hint={t('classes.multipleHint')} defaultValue={now?.terms?.multiple ?? '1'} /><NumberField name="seniority" label={t('classes.seniority')} hint={t('classes.seniorityHint')} defaultValue={String(now?.terms?.seniority ?? 1)} /></div>
    <div className="form-row"><SelectField name="participation" label={t('classes.participation')} defaultValue={now?.terms?.participation} options={choices(t, 'classes.participations', ['none', 'full', 'capped'])} /><NumberField name="participationCap" label={t('classes.participationCap')} hint={t('classes.participationCapHint')} defaultValue={now?.terms?.participationCap} /></div>
    <div className="form-row"><SelectField name="antiDilution" label={t('classes.antiDilution')} defaultValue={now?.terms?.antiDilution} options={choices(t, 'classes.antiDilutions', ['broad', 'narrow', 'ratchet', 'none'])} /><NumberField name="votesPerShare" label={t('classes.votes')} defaultValue={now?.terms?.votesPerShare === undefined ? undefined : String(now.terms.votesPerShare)} /></div>
    <DayField name="setOn" label={t('classes.setOn')} defaultValue={today} required />
  </>
);

const SplitFields = ({ t, today, classes }: Fields & { classes: readonly string[] }) => (
  <>
    <SelectField name="class" label={t('class')} options={classes.map((value) => ({ value, label: value }))} />
    <div className="form-row"><NumberField name="ratio" label={t('classes.newShares')} defaultValue="2" required /><NumberField name="forOld" label={t('classes.forOld')} defaultValue="1" required /></div>
    <div className="form-row"><DayField name="splitOn" label={t('classes.splitOn')} defaultValue={today} required /><SelectField name="rounding" label={t('classes.rounding')} options={choices(t, 'classes.roundings', ['down', 'up', 'nearest'])} /></div>
  </>
);

const NoteFields = ({ t, currency, today, holders }: Fields & { currency: string; holders: readonly string[] }) => (
  <>
    <TextField name="investor" label={t('notes.investor')} hint={t('holderHint')} list="holders" required />
    <Names id="holders" names={holders} />
    <div className="form-row"><MoneyField name="principal" currency={currency} label={t('notes.principal')} required /><NumberField name="rate" unit="%" label={t('notes.rate')} required /></div>
    <div className="form-row"><SelectField name="compounding" label={t('notes.compounding')} options={choices(t, 'notes.compoundings', ['simple', 'annual', 'monthly'])} /><SelectField name="dayCount" label={t('notes.dayCount')} options={['act/365f', 'act/360', '30/360', 'act/act'].map((value) => ({ value, label: value }))} /></div>
    <div className="form-row"><MoneyField name="cap" currency={currency} label={t('notes.cap')} hint={t('notes.capHint')} /><SelectField name="capBase" label={t('notes.capBase')} options={choices(t, 'notes.capBases', ['with-pool', 'without-pool', 'common-only'])} /></div>
    <NumberField name="discount" unit="%" label={t('notes.discount')} hint={t('notes.discountHint')} />
    <div className="form-row"><DayField name="signedOn" label={t('notes.signedOn')} defaultValue={today} required /><DayField name="maturesOn" label={t('notes.maturesOn')} required /></div>
  </>
);

const WarrantFields = ({ t, currency, today, classes, holders }: Fields & { currency: string; classes: readonly string[]; holders: readonly string[] }): ReactNode => (
  <>
    <TextField name="holder" label={t('holder')} hint={t('holderHint')} list="holders" required />
    <Names id="holders" names={holders} /><Names id="classes" names={classes} />
    <div className="form-row"><TextField name="class" label={t('class')} defaultValue={classes[0]} list="classes" required /><NumberField name="shares" label={t('shares')} required /></div>
    <NumberField name="strike" label={t('warrants.strike', { currency })} required />
    <div className="form-row"><DayField name="issuedOn" label={t('warrants.issuedOn')} defaultValue={today} required /><DayField name="expiresOn" label={t('warrants.expiresOn')} /></div>
  </>
);

const SafeFields = ({ t, currency, today }: Fields & { currency: string }) => (
  <>
    <TextField name="investor" label={t('safe.investor')} required />
    <div className="form-row"><MoneyField name="amount" currency={currency} label={t('safe.amount')} required /><DayField name="signedOn" label={t('safe.signedOn')} defaultValue={today} required /></div>
    <SelectField name="kind" label={t('safe.kind')} hint={t('safe.kindHint')} options={choices(t, 'safe.kinds', ['post-money', 'pre-money'])} />
    <div className="form-row"><MoneyField name="cap" currency={currency} label={t('safe.cap')} hint={t('safe.capHint')} /><NumberField name="discount" unit="%" label={t('safe.discount')} hint={t('safe.discountHint')} /></div>
    <CheckField name="mfn" label={t('safe.mfn')} hint={t('safe.mfnHint')} />
  </>
);
