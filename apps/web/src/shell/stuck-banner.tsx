import { companyApi } from '@capstan/capital';
import { call } from '../api/call.ts';
import { format, locale } from '../i18n/locale.ts';
import { words } from '../i18n/words.ts';
import { stuckText } from './stuck.ts';

/** Says which figures stand still and since when, above every page; nothing while all of them go on. */
export async function StuckBanner({ company }: { company: string }) {
  // asked as of now: what stands still today matters whatever moment is shown
  const [answer, t, f, lang] = await Promise.all([call(companyApi.company, { params: { company }, asOf: '' }), words('app'), format(), locale()]);
  if (!answer.ok || answer.data.stuck.length === 0) return null;
  return <div className="banner shell-banner" data-tone="warn" role="alert"><span>{stuckText(answer.data.stuck, { t, f, lang })}</span></div>;
}
