'use client';
import type { Predicted, Prediction } from '@capstan/training';
import { Bar } from '@capstan/ui';
import { visible } from '../../../visible.ts';
import { filled, type TryWords } from './words.ts';

interface Props { answer: Predicted; truth: string | undefined; lang: string; words: TryWords }

/** More bars than this tell nothing. */
const MOST_BARS = 12;

function Bars({ probabilities, lang, words }: { probabilities: Extract<Prediction, { kind: 'classes' }>['probabilities'] } & Pick<Props, 'lang' | 'words'>) {
  const percent = new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 1 });
  const ranked = probabilities.toSorted((a, b) => b.probability - a.probability), shown = ranked.slice(0, MOST_BARS);
  return (
    <>
      <ul className="try-bars" aria-label={words.shares}>
        {shown.map(({ class: name, probability }) => <li key={name}><span>{visible(name)}</span><Bar share={probability} /><span className="num">{percent.format(probability)}</span></li>)}
      </ul>
      {ranked.length > MOST_BARS && <p className="muted small">{filled(words.more, { count: ranked.length - MOST_BARS })}</p>}
    </>
  );
}

function said(prediction: Prediction, lang: string): string {
  if (prediction.kind === 'quantity') return new Intl.NumberFormat(lang, { maximumSignificantDigits: 6 }).format(prediction.value);
  return prediction.kind === 'classes' ? visible(prediction.class) : '';
}

/** What the model said to one sample, beside what is true of it where that is known. */
export function Answer({ answer, truth, lang, words }: Props) {
  const [prediction] = answer.predictions;
  if (!prediction) return null;
  const judged = truth !== undefined && prediction.kind === 'classes' ? (prediction.class === truth ? words.right : words.wrong) : undefined;
  return (
    <div className="try-answer" role="status">
      <p><span className="muted">{words.said}</span> <strong className="num">{said(prediction, lang)}</strong> {judged && <span className="badge" data-tone={judged === words.right ? 'good' : 'bad'}>{judged}</span>}</p>
      {prediction.kind === 'text' && <p className="try-text">{prediction.text}</p>}
      {truth !== undefined && <p className="muted">{filled(words.truth, { truth })}</p>}
      {prediction.kind === 'classes' && <Bars probabilities={prediction.probabilities} lang={lang} words={words} />}
      {prediction.unread.length > 0 && <p className="muted small">{filled(words.unread, { what: prediction.unread.map(visible).join(' ') })}</p>}
      <p className="muted small">{filled(words.took, { ms: new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(answer.latencyMs), version: answer.version })}</p>
    </div>
  );
}
