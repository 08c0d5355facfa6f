import type { BackendChoice, RunOutcome } from '@capstan/training';
import { type Formatters, NumberText } from '@capstan/ui';
import type { Words } from '../../../../../../i18n/words.ts';

/** Which backend computed, why that one, and how fast it was measured to be. */
export const BackendFacts = ({ backend, outcome, f, t }: { backend: BackendChoice; outcome: RunOutcome | null; f: Formatters; t: Words }) => (
  <dl className="facts">
    <dt>{t('backend.name')}</dt><dd>{backend.name}</dd>
    <dt>{t('backend.reason')}</dt><dd>{backend.reason}</dd>
    <dt>{t('backend.gflops')}</dt><dd><NumberText value={backend.gflops} f={f} digits={1} unit="GFLOP/s" /></dd>
    {outcome && outcome.seconds > 0 && outcome.flops > 0 && <><dt>{t('backend.achieved')}</dt><dd><NumberText value={outcome.flops / outcome.seconds / 1e9} f={f} digits={1} unit="GFLOP/s" /></dd></>}
    {backend.tried.map(({ name, outcome: said }) => <Tried key={name} name={name} said={said} />)}
    {outcome?.artifact && <><dt>{t('backend.artifact')}</dt><dd><code className="num" data-copy={outcome.artifact.sha256} title={outcome.artifact.sha256}>{outcome.artifact.sha256.slice(0, 12)}…</code> · <NumberText value={outcome.artifact.bytes / 1024} f={f} unit="KiB" /></dd></>}
  </dl>
);

const Tried = ({ name, said }: { name: string; said: string }) => <><dt>{name}</dt><dd className="muted">{said}</dd></>;
