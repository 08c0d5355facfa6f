// Shifts the clock of the process that imports this by the milliseconds in the file that CAMPAIGN_CLOCK names, at once when
// the file changes: Date, and Temporal where there is one, as after a jump of the machine's clock. Timers count on.
import { readFileSync } from 'node:fs';

const RealDate = Date;
const realNow = Date.now.bind(Date);
let shift = 0;
const look = () => { try { shift = Number(readFileSync(process.env.CAMPAIGN_CLOCK, 'utf8')) || 0; } catch { /* it is being written */ } };
look();
setInterval(look, 10).unref();

const now = () => realNow() + shift;
RealDate.now = now;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
});
if (globalThis.Temporal) {
  const { Now, Instant } = globalThis.Temporal;
  const instant = () => Instant.fromEpochMilliseconds(now());
  const here = () => Now.timeZoneId();
  const zoned = (zone = here()) => instant().toZonedDateTimeISO(zone);
  Object.assign(Now, { instant, zonedDateTimeISO: zoned, plainDateISO: (zone) => zoned(zone).toPlainDate(), plainDateTimeISO: (zone) => zoned(zone).toPlainDateTime(), plainTimeISO: (zone) => zoned(zone).toPlainTime() });
}
