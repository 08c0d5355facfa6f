import type { Lineage as LineageOf } from '@capstan/training';
import { NumberText } from '@capstan/ui';
import type { Words } from '../../../../../../i18n/words.ts';
import { Synthetic } from '../../../../../../shell/synthetic.tsx';
import { Cost, sayEnergy } from '../../figures.tsx';
import { type Said, sayHow } from './said.ts';

const Hash = ({ of }: { of: string }) => <code className="num" data-copy={of} title={of}>{of.slice(0, 12)}…</code>;

function sayCode(code: LineageOf['code'], t: Words): string {
  if (!code) return t('lineage.codeUnknown');
  if (code.commit === null) return t('lineage.packageOnly', { version: code.version });
  return t(code.changed ? 'lineage.commitChanged' : 'lineage.commit', { version: code.version, commit: code.commit.slice(0, 10) });
}

/** Run, data, code, seed and cost behind one version. */
export function Lineage({ company, one, f, t, who }: Said) {
  const { lineage: { run, runName, dataset, parameters, seed, code, energyKwh }, artifact, backend, note, parent, how, retired } = one;
  return (
    <>
      {retired && <p className="muted">{t('retiredBecause', { who: who(retired.actor), at: f.instant(retired.at), reason: retired.reason })}</p>}
      <dl className="facts">
        <dt>{t('lineage.run')}</dt><dd><a className="link" href={`/${company}/training/runs/${run}`}>{runName}</a></dd>
        {parent !== null && <><dt>{t('lineage.parent')}</dt><dd><a className="link" href={`?version=${parent}`}>{t('numbered', { version: parent })}</a> · {sayHow(how!, t, f)}</dd></>}
        <dt>{t('lineage.dataset')}</dt><dd>{dataset.name} <Synthetic is={one.synthetic} />{dataset.label && ` · ${t('lineage.label')} ${dataset.label}`}</dd>
        <dt>{t('lineage.hash')}</dt><dd><Hash of={dataset.hash} /></dd>
        <dt>{t('lineage.code')}</dt><dd title={code?.commit ?? undefined}>{sayCode(code, t)}</dd>
        <dt>{t('lineage.seed')}</dt><dd className="num">{f.number(seed)}</dd>
        <dt>{t('lineage.parameters')}</dt><dd><NumberText value={parameters} f={f} /></dd>
        <dt>{t('lineage.cost')}</dt><dd><Cost usage={one.lineage} f={f} t={t} /></dd>
        <dt>{t('lineage.energy')}</dt><dd className="num">{sayEnergy(energyKwh, f)}</dd>
        <dt>{t('lineage.weights')}</dt><dd><Hash of={artifact.sha256} /></dd>
        <dt>{t('lineage.backend')}</dt><dd>{backend}</dd>
        {note !== '' && <><dt>{t('lineage.note')}</dt><dd>{note}</dd></>}
      </dl>
    </>
  );
}
