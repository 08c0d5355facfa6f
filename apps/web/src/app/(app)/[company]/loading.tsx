import { Skeleton } from '@capstan/ui';

const rows = [0, 1, 2, 3, 4, 5];

/** The shape of most pages: a heading, figures, a table. */
export default function Loading() {
  return (
    <div className="page" aria-busy="true">
      <div className="stack"><Skeleton width={180} height={24} /><Skeleton width={320} height={14} /></div>
      <div className="figures">{rows.slice(0, 4).map((i) => <div key={i} className="figure"><Skeleton width={90} height={12} /><Skeleton width={120} height={26} /></div>)}</div>
      <div className="section"><div className="section-head"><Skeleton width={140} height={18} /></div>{rows.map((i) => <Skeleton key={i} height={20} />)}</div>
    </div>
  );
}
