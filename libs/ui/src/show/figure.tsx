import type { ReactNode } from 'react';

export type GoodWhen = 'up' | 'down' | 'neither';

/** Whether a change is good, bad or neither: burn that rises is bad. Null when it is unknown. */
export function verdict(change: number | null | undefined, goodWhen: GoodWhen): 'good' | 'bad' | 'none' | null {
  if (change === null || change === undefined || !Number.isFinite(change)) return null;
  if (change === 0 || goodWhen === 'neither') return 'none';
  return change > 0 === (goodWhen === 'up') ? 'good' : 'bad';
}

/** A row of figures, parted by hairlines. */
export const Figures = ({ children, label }: { children: ReactNode; label?: string }) => <div className="figures" role="group" {...(label && { 'aria-label': label })}>{children}</div>;

interface FigureProps {
  label: string;
  value: ReactNode;
  /** Why-sheet of this id opens when the value is pressed. */
  why?: { id: string; label: string };
  /** One short line under the value. */
  note?: ReactNode;
  change?: { by: number | null; text: string; goodWhen: GoodWhen };
  headline?: boolean;
}

/** One figure: label, value, how it moved; the value opens *Why this number*. */
export function Figure({ label, value, why, note, change, headline }: FigureProps) {
  const is = change && verdict(change.by, change.goodWhen);
  return (
    <div className="figure" {...(headline && { 'data-headline': '' })}>
      <div className="figure-label">{label}</div>
      <div className="figure-value">
        {why ? <button type="button" className="figure-why" popoverTarget={why.id} title={why.label}>{value}</button> : value}
      </div>
      <div className="figure-note">
        {change && is && <span className="trend num" data-is={is}><span aria-hidden="true">{change.by! > 0 ? '↑' : change.by! < 0 ? '↓' : '→'} </span>{change.text}</span>}
        {change && is && note ? ' · ' : null}
        {note}
      </div>
    </div>
  );
}
