/** A capstan from above: drum and bars. */
export const Mark = ({ size = 18 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" className="mark">
    <g stroke="currentColor" strokeWidth="1.6" strokeLinecap="round">{[0, 60, 120].map((a) => <line key={a} x1="10" y1="1" x2="10" y2="19" transform={`rotate(${a} 10 10)`} />)}</g>
    <circle cx="10" cy="10" r="5" fill="var(--surface)" stroke="currentColor" strokeWidth="1.6" />
    <circle cx="10" cy="10" r="1.6" fill="currentColor" />
  </svg>
);
