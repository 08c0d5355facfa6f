import type { HolderView } from '@capstan/capital';
import { ButtonLink, DayField, MoneyField, NumberField, NumberText, Sheet, Table, TextField } from '@capstan/ui';
import { format } from '../../../../../../i18n/locale.ts';
import { across, words, type Words } from '../../../../../../i18n/words.ts';
import { NamedSheet, type SheetParts } from '../../../../../../shell/named-sheet.tsx';
import { Recorded } from '../../../../../../why/recorded.tsx';
import { cancelShares, convertShares, repurchaseShares, transferShares } from '../../instruments/actions.ts';
import { Names } from '../../instruments/instrument-sheet.tsx';

interface Props { company: string; one: HolderView; sheet: string; id?: string; may: boolean; names: readonly string[] }

/** A holding with its chain of events, or what can be done with it. */
export function HolderSheet({ company, one, sheet, id, may, names }: Props) {
  const holding = one.holdings.find((h) => h.holding === id);
  const close = `/${company}/capital/holders/${one.holder}`;
  if (!holding) return null;
  if (sheet === 'holding') return <Chain company={company} holding={holding} may={may && holding.goneOn === null} close={close} />;
  return may && <NamedSheet context="instruments" company={company} sheet={sheet} id={holding.holding} close={close} partsOf={(...asked) => partsOf(names, ...asked)} />;
}

async function Chain({ company, holding: h, may, close }: { company: string; holding: HolderView['holdings'][number]; may: boolean; close: string }) {
  const [t, can, app, facts, f] = await Promise.all([words('holders'), words('instruments'), words('app'), across('facts'), format()]);
  const doable = ['transfer', 'repurchase', 'convert', ...(h.round === null ? ['cancel'] : [])];
  return (
    <Sheet title={t('chain')} closeHref={close} closeLabel={app('close')}>
      <p className="prose">{t('chainLead', { shares: f.number(h.shares), class: h.class })}</p>
      <Table caption={t('chain')} rows={h.chain} rowKey={(l) => l.fact}
        columns={[
          { key: 'event', header: t('event'), cell: (l) => facts(l.type) },
          { key: 'on', header: t('on'), align: 'right', cell: (l) => <span className="num">{f.day(l.on)}</span> },
          { key: 'of', header: t('of'), cell: (l) => l.name },
          { key: 'shares', header: t('shares'), align: 'right', cell: (l) => <NumberText value={l.shares} f={f} /> },
          { key: 'recorded', header: can('recorded'), cell: (l) => <Recorded company={company} actor={l.actor} at={l.at} fact={l.fact} /> },
        ]} />
      {may && <div className="actions">{doable.map((sheet) => <ButtonLink key={sheet} href={`?sheet=${sheet}&id=${h.holding}`}>{can(`actions.${sheet}`)}</ButtonLink>)}</div>}
    </Sheet>
  );
}

function partsOf(names: readonly string[], sheet: string, company: string, id: string, currency: string, t: Words): SheetParts | undefined {
  const [at, today] = [{ company, holding: id }, new Date().toISOString().slice(0, 10)];
  const some = <NumberField name="shares" label={t('shares')} hint={t('partHint')} />;
  const on = (name: string) => <DayField name={name} label={t('day')} defaultValue={today} required />;
  const reason = <TextField name="reason" label={t('reason')} required />;
  switch (sheet) {
    case 'transfer': return { action: transferShares.bind(null, at, currency), fields: <><TextField name="to" label={t('holder')} hint={t('holderHint')} list="names" required /><Names id="names" names={names} />{some}<div className="form-row">{on('transferredOn')}<MoneyField name="paid" currency={currency} label={t('amount')} /></div></> };
    case 'repurchase': return { action: repurchaseShares.bind(null, at, currency), fields: <>{some}<div className="form-row">{on('repurchasedOn')}<MoneyField name="paid" currency={currency} label={t('amount')} /></div>{reason}</> };
    case 'convert': return { action: convertShares.bind(null, at), fields: <>{some}{on('convertedOn')}</> };
    case 'cancel': return { action: cancelShares.bind(null, at), kind: 'danger', fields: <>{some}{on('cancelledOn')}{reason}</> };
    default: return undefined;
  }
}
