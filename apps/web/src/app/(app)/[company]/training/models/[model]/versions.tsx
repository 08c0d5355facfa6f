import { higherIsBetter, type VersionView } from '@capstan/training';
import { Badge, Table } from '@capstan/ui';
import { sayScore, ScoreText } from '../../figures.tsx';
import { type Said, sayHow } from './said.ts';

/** How much worse a version is than the one it was made from; undefined where it was made from none. */
function lost(one: VersionView, versions: readonly VersionView[]): number | undefined {
  const parent = versions.find(({ version }) => version === one.parent);
  if (!parent || typeof one.score?.value !== 'number' || typeof parent.score?.value !== 'number') return undefined;
  return higherIsBetter(one.score.metric) ? parent.score.value - one.score.value : one.score.value - parent.score.value;
}

/** Every version beside the others: what it scores, what it weighs, and what making it smaller cost. */
export function Versions({ company, model: { model, versions }, f, t, who }: Said) {
  return (
    <Table caption={t('versions')} rows={versions} rowKey={(v) => String(v.version)} rowHref={(v) => `/${company}/training/models/${model}?version=${v.version}`} struck={(v) => v.retired !== null}
      columns={[
        { key: 'version', header: t('version'), cell: (v) => t('numbered', { version: v.version }) },
        { key: 'aliases', header: t('aliases'), cell: (v) => v.aliases.map((alias) => <Badge key={alias} tone={alias === 'production' ? 'good' : 'plain'}>{alias}</Badge>) },
        { key: 'from', header: t('lineage.parent'), cell: (v) => (v.parent === null ? v.lineage.runName : t('madeFrom', { version: v.parent, how: sayHow(v.how!, t, f) })) },
        { key: 'score', header: t('score'), align: 'right', cell: (v) => <ScoreText score={v.score} f={f} /> },
        { key: 'lost', header: t('loss'), align: 'right', cell: (v) => { const less = lost(v, versions); return <span className="num">{less === undefined ? '' : sayScore(v.score!.metric, less, f)}</span>; } },
        { key: 'size', header: `${t('size')} (${t('kilobytes')})`, align: 'right', cell: (v) => <span className="num">{f.number(v.artifact.bytes / 1000, 1)}</span> },
        { key: 'by', header: t('by'), cell: (v) => who(v.actor) },
        { key: 'at', header: t('at'), align: 'right', cell: (v) => <span className="num">{f.instant(v.at)}</span> },
      ]} />
  );
}
