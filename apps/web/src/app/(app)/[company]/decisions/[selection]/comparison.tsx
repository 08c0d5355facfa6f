import type { CellView, SelectionDetail } from '@capstan/decisions';
import { ButtonLink, EmptyState, type Formatters, Section } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words, type Words } from '../../../../../i18n/words.ts';
import { Form } from '../../../../../shell/form.tsx';
import { Synthetic } from '../../../../../shell/synthetic.tsx';
import { saveWeights } from '../score-actions.ts';
import { chipText, criterionName, measured } from '../say.ts';
import { Matrix, type MatrixWords } from './matrix.tsx';

interface Props { company: string; detail: SelectionDetail; edits: boolean }

/** The comparison matrix: weights to move, scores with what they rest on, totals that follow. */
export async function Comparison({ company, detail, edits }: Props) {
  const [t, f] = await Promise.all([words('decisions'), format()]);
  const { selection, criteria, candidates, cells, currency } = detail;
  const actions = edits && <><ButtonLink href="?sheet=candidate" isNew>{t('matrix.addCandidate')}</ButtonLink><ButtonLink href="?sheet=criterion">{t('matrix.addCriterion')}</ButtonLink>{criteria.length > 1 && <ButtonLink href="?sheet=compare" kind="quiet">{t('matrix.compare')}</ButtonLink>}</>;
  if (criteria.length === 0 || candidates.length === 0) return <Section title={t('matrix.title')} actions={actions}><EmptyState>{t('matrix.empty')}</EmptyState></Section>;
  const shown = Object.fromEntries(cells.map((cell) => [`${cell.candidate}/${cell.criterion}`, <Cell key="cell" company={company} cell={cell} detail={detail} edits={edits} t={t} f={f} />]));
  const matrix = (
    <Matrix locale={f.locale} words={t.raw('matrix') as MatrixWords} shown={shown} scores={cells.map(({ candidate, criterion, score }) => ({ candidate, criterion, score }))}
      criteria={criteria.map((c) => ({ criterion: c.criterion, label: criterionName(t, c), weight: c.weight, heading: (
        <span className="matrix-heading">{edits ? <a className="link" data-sheet="" href={`?sheet=criterion&criterion=${c.criterion}`}>{criterionName(t, c)}</a> : criterionName(t, c)}
          {c.scale && <span className="small muted num">{measured(f, c.scale.measure, c.scale.worst, currency)} → {measured(f, c.scale.measure, c.scale.best, currency)}</span>}</span>
      ) }))}
      candidates={candidates.map((c) => ({ candidate: c.candidate, name: c.name, chosen: detail.decision?.chosen === c.candidate, heading: edits ? <a className="link" data-sheet="" href={`?sheet=candidate&candidate=${c.candidate}`}>{c.name}</a> : <>{c.name}</> }))} />
  );
  return (
    <Section title={t('matrix.title')} lead={edits ? t('matrix.lead') : t('matrix.leadFixed')} actions={actions}>
      {edits ? <Form action={saveWeights.bind(null, company, selection, criteria)} submit={t('matrix.saveWeights')} kind="plain">{matrix}</Form> : matrix}
    </Section>
  );
}

interface CellProps { company: string; cell: CellView; detail: SelectionDetail; edits: boolean; t: Words; f: Formatters }

/** A score with its evidence: the score opens its sheet, the chip leads to the run. */
function Cell({ company, cell, detail, edits, t, f }: CellProps) {
  const { scale } = detail.criteria.find((c) => c.criterion === cell.criterion)!;
  const score = cell.score === null ? t('cell.unknown') : f.number(cell.score, 1);
  const run = cell.evidence && 'run' in cell.evidence ? cell.evidence.run : null;
  const chip = chipText(t, f, cell, scale?.measure, detail.currency);
  const why = cell.missing ? t(`missing.${cell.missing}`) : cell.reason ?? '';
  return (
    <span className="matrix-cell">
      {edits ? <a className={cell.score === null ? 'link muted' : 'link num'} data-sheet="" href={`?sheet=score&candidate=${cell.candidate}&criterion=${cell.criterion}`}>{score}</a> : <span className={cell.score === null ? 'muted' : 'num'}>{score}</span>}
      {cell.evidence && run ? <a className="chip small" href={`/${company}/training/runs/${run}`}>{chip}</a> : cell.evidence ? <span className="chip small">{chip}</span> : null}
      <Synthetic is={cell.synthetic} />
      {!cell.evidence && why && <span className="small muted matrix-why" title={why}>{why}</span>}
    </span>
  );
}
