import type { RunView } from '@capstan/training';
import { type Formatters, NumberText } from '@capstan/ui';
import type { Words } from '../../../../../../i18n/words.ts';

const MIB = 2 ** 20;

/** How fast the run goes, how much of the measured ceiling that is, and what its process takes; what nobody told is said to be unknown. */
export function ProcessFacts({ run, f, r }: { run: RunView; f: Formatters; r: Words }) {
  const { outcome, backend, progress } = run, last = run.epochMeasures.at(-1), now = progress?.resources ?? null;
  const perSecond = outcome && outcome.seconds > 0 ? outcome.flops / outcome.seconds : last && last.seconds > 0 ? last.flops / last.seconds : null;
  const mfu = outcome?.mfu ?? (perSecond !== null && perSecond > 0 && backend && backend.gflops > 0 ? perSecond / (backend.gflops * 1e9) : null);
  const cores = outcome && outcome.seconds > 0 ? outcome.energy.coreSeconds / outcome.seconds : now?.cores ?? null;
  const memory = outcome ? outcome.peakMemoryBytes ?? null : now?.memoryBytes ?? null;
  const mib = (bytes: number | null) => (bytes === null ? null : bytes / MIB);
  const facts: [name: string, value: number | null, digits: number, unit: string | undefined][] = [
    [r('process.pace'), progress?.samplesPerSecond ?? last?.samplesPerSecond ?? null, 0, r('process.samples')],
    [r('process.speed'), perSecond === null ? null : perSecond / 1e9, 1, 'GFLOP/s'],
    [r('process.cores'), cores, 2, undefined],
    [r(outcome ? 'process.peakMemory' : 'process.memory'), mib(memory), 0, 'MiB'],
    [r('process.gpu'), mib(now?.gpuBytes ?? null), 0, 'MiB'],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value, digits, unit]) => <Fact key={name} name={name}>{value === null ? <Unknown r={r} /> : <NumberText value={value} f={f} digits={digits} {...(unit && { unit })} />}</Fact>)}
      <Fact name={r('process.mfu')}>{mfu === null ? <Unknown r={r} /> : <NumberText value={mfu} f={f} as="percent" />}</Fact>
    </dl>
  );
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => <><dt>{name}</dt><dd>{children}</dd></>;
const Unknown = ({ r }: { r: Words }) => <span className="muted">{r('process.unknown')}</span>;
