/** The line grammar as an ornament: what was, what is planned, what may come. Drawn, not data. */
export const DoorSide = () => (
  <div className="door-side" aria-hidden="true">
    <svg viewBox="0 0 800 600" preserveAspectRatio="xMidYMid slice" width="100%" height="100%" className="absolute inset-0" fill="none">
      <path d="M430 330 C520 350 600 300 800 210 L800 470 C640 420 540 380 430 330Z" fill="var(--accent-soft)" />
      <path d="M-20 180 C60 190 110 230 170 250 S240 120 270 140 S380 300 430 330" stroke="var(--series-actual)" strokeWidth="2" />
      <path d="M430 330 C520 370 640 380 800 330" stroke="var(--series-forecast)" strokeWidth="2" strokeDasharray="8 6" />
      <path d="M430 330 C520 320 640 290 800 250" stroke="var(--series-plan)" strokeWidth="2" />
      <line x1="430" x2="430" y1="0" y2="600" stroke="var(--line-strong)" />
    </svg>
  </div>
);
