import { CheckField, DayField, MoneyField, NumberField, SelectField, TextField } from '@capstan/ui';
import type { ReactNode } from 'react';
import { type Outcome } from '../../../../../api/submit.ts';
import type { Words } from '../../../../../i18n/words.ts';
import { NamedSheet, type SheetParts } from '../../../../../shell/named-sheet.tsx';
import { cancelSafe, signSafe } from '../actions.ts';
import { cancelNote, cancelWarrant, exerciseWarrant, issueWarrant, repayNote, setClassTerms, signNote, splitShares } from './actions.ts';

interface Props { company: string; sheet: string; id?: string; classes: readonly string[]; holders: readonly string[]; safe: Words }
type Action = (before: Outcome, form: FormData) => Promise<Outcome>;

/** The sheet that the URL names: what is recorded about classes, SAFEs, notes and warrants. */
export const InstrumentSheet = ({ company, sheet, id, ...rest }: Props) => (
  <NamedSheet context="instruments" company={company} sheet={sheet} id={id} close={`/${company}/capital/instruments`} partsOf={(...asked) => partsOf(rest, ...asked)} />
);

const choices = (t: Words, group: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`${group}.${value}`) }));
export const Names = ({ id, names }: { id: string; names: readonly string[] }) => <datalist id={id}>{[...new Set(names)].map((name) => <option key={name} value={name}>{name}</option>)}</datalist>;

function partsOf({ classes, holders, safe }: Omit<Props, 'company' | 'sheet' | 'id'>, sheet: string, company: string, id: string, currency: string, t: Words): SheetParts | undefined {
  const today = new Date().toISOString().slice(0, 10);
  const ending = (action: Action): SheetParts => ({ action, kind: 'danger', fields: <><DayField name="cancelledOn" label={t('day')} defaultValue={today} required /><TextField name="reason" label={t('reason')} required /></> });
  switch (sheet) {
    case 'class': return { action: setClassTerms.bind(null, { company }), fields: <ClassFields t={t} currency={currency} today={today} classes={classes} named={id} /> };
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

const ClassFields = ({ t, currency, today, classes, named }: Fields & { currency: string; classes: readonly string[]; named: string }) => (
  <>
    <div className="form-row"><TextField name="class" label={t('class')} defaultValue={classes.includes(named) ? named : undefined} list="classes" required /><SelectField name="kind" label={t('classes.kind')} options={choices(t, 'classes.kinds', ['preferred', 'common'])} /></div>
    <Names id="classes" names={classes} />
    <div className="form-row"><NumberField name="originalPrice" label={t('classes.originalPrice', { currency })} /><NumberField name="conversionPrice" label={t('classes.conversionPrice', { currency })} hint={t('classes.conversionPriceHint')} /></div>
    <SelectField name="convertsInto" label={t('classes.convertsInto')} options={[{ value: '', label: t('classes.nothing') }, ...classes.map((value) => ({ value, label: value }))]} />
    <div className="form-row"><NumberField name="multiple" label={t('classes.multiple')} hint={t('classes.multipleHint')} defaultValue="1" /><NumberField name="seniority" label={t('classes.seniority')} hint={t('classes.seniorityHint')} defaultValue="1" /></div>
    <div className="form-row"><SelectField name="participation" label={t('classes.participation')} options={choices(t, 'classes.participations', ['none', 'full', 'capped'])} /><NumberField name="participationCap" label={t('classes.participationCap')} hint={t('classes.participationCapHint')} /></div>
    <div className="form-row"><SelectField name="antiDilution" label={t('classes.antiDilution')} options={choices(t, 'classes.antiDilutions', ['broad', 'narrow', 'ratchet', 'none'])} /><NumberField name="votesPerShare" label={t('classes.votes')} /></div>
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
