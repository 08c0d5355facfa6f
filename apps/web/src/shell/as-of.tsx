'use client';
import { usePathname, useSearchParams } from 'next/navigation';
import { momentOf } from './moment.ts';

interface AsOfWords { label: string; now: string; title: string; moment: string; go: string; banner: string; back: string }

const said = (moment: string, locale: string) => `${new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(moment))} UTC`;

/** The *as of* control of the header: shows the moment, and takes another. A plain GET form, so it works without scripts. */
export function AsOf({ words, locale }: { words: AsOfWords; locale: string }) {
  const path = usePathname();
  const query = useSearchParams();
  const moment = momentOf(query.get('asOf'));
  return (
    <>
      <button type="button" className="button as-of" data-kind="quiet" popoverTarget="as-of" {...(moment && { 'data-past': '' })}><span className="muted">{words.label}</span> <span className="num">{moment ? said(moment, locale) : words.now}</span></button>
      <div popover="auto" id="as-of" className="menu" data-side="start">
        <form action={path} className="form p-3 gap-3">
          <p className="small muted">{words.title}</p>
          {[...query].filter(([name]) => name !== 'asOf').map(([name, value]) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />)}
          <div className="field"><label htmlFor="as-of-moment">{words.moment}</label><input id="as-of-moment" className="input" type="datetime-local" name="asOf" required defaultValue={moment?.slice(0, 16)} /></div>
          <div className="actions"><button type="submit" className="button" data-kind="primary">{words.go}</button>{moment && <a className="button" href={`${path}?asOf=`}>{words.back}</a>}</div>
        </form>
      </div>
    </>
  );
}

/** Says that the past is shown, and leads back. */
export function AsOfBanner({ words, locale }: { words: AsOfWords; locale: string }) {
  const path = usePathname();
  const moment = momentOf(useSearchParams().get('asOf'));
  if (!moment) return null;
  return <div className="banner shell-banner" data-tone="plan" role="status"><span>{words.banner.replace('{moment}', said(moment, locale))}</span><a className="link" href={`${path}?asOf=`}>{words.back}</a></div>;
}
