import { NumberField, SelectField } from '@capstan/ui';
import { words } from '../../../../i18n/words.ts';

/** What the class of a round promises beyond its price, folded away: the usual terms hold where nothing is chosen. */
export async function PreferenceFields() {
  const t = await words('instruments');
  const choices = (group: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`${group}.${value}`) }));
  return (
    <details>
      <summary>{t('preference.title')}</summary>
      <div className="stack">
        <div className="form-row"><NumberField name="preference.multiple" label={t('classes.multiple')} hint={t('classes.multipleHint')} defaultValue="1" /><SelectField name="preference.standing" label={t('preference.standing')} options={choices('preference.standings', ['pari-passu', 'senior'])} /></div>
        <div className="form-row"><SelectField name="preference.participation" label={t('classes.participation')} options={choices('classes.participations', ['none', 'full', 'capped'])} /><NumberField name="preference.participationCap" label={t('classes.participationCap')} hint={t('classes.participationCapHint')} /></div>
        <SelectField name="preference.antiDilution" label={t('classes.antiDilution')} options={choices('classes.antiDilutions', ['broad', 'narrow', 'ratchet', 'none'])} />
      </div>
    </details>
  );
}
