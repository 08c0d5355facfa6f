import { daysBetween, type Day } from '@capstan/kernel';
import type { Views } from '@capstan/event-log';
import { type AttentionLine, driftOf, first, type Selection, type SelectionLine } from '@capstan/decisions';
import { sourcesOf } from './evidence.view.ts';
import { resolve } from './selection-detail.ts';
import { selectionsOf, type SelectionRow } from './selections.view.ts';

/** Days an open selection may wait before the overview asks about it: a month is a runway's unit. */
export const LONG_WAIT_DAYS = 30;

const nameOf = (selection: Selection, candidate: string | null) => selection.candidates.find((c) => c.candidate === candidate)?.name ?? null;

function line(views: Views, company: string, row: SelectionRow): SelectionLine {
  const { selection } = row;
  const { ranked } = resolve(views, company, row);
  const decision = selection.status.kind === 'decided' ? selection.status.decision : null;
  return {
    selection: selection.selection, kind: selection.kind, title: selection.title, status: selection.status.kind, openedOn: selection.openedOn,
    candidates: selection.candidates.length, unscored: ranked.filter((r) => r.total === null).length, leader: nameOf(selection, first(ranked)),
    chosen: nameOf(selection, decision?.chosen ?? null), decidedOn: decision?.decidedOn ?? null, drift: driftOf(selection, sourcesOf(views, company))?.kind ?? null,
    actor: row.actor, at: row.at, fact: row.fact,
  };
}

/** All selections, the latest touched first. */
export const selectionLines = (views: Views, company: string): SelectionLine[] => selectionsOf(views, company).map((row) => line(views, company, row));

/** Decisions that need a look: another candidate would win now, evidence is gone, or a choice has waited for long. */
export function attention(views: Views, company: string, today: Day): AttentionLine[] {
  const sources = sourcesOf(views, company);
  return selectionsOf(views, company).flatMap(({ selection }): AttentionLine[] => {
    const { title, status } = selection;
    const about = { selection: selection.selection, title };
    if (status.kind === 'open') {
      const days = daysBetween(selection.openedOn, today);
      return days > LONG_WAIT_DAYS ? [{ kind: 'waiting', ...about, days }] : [];
    }
    const drift = driftOf(selection, sources);
    const chosen = status.kind === 'decided' ? nameOf(selection, status.decision.chosen)! : '';
    if (drift?.kind === 'another-wins') return [{ kind: 'another-wins', ...about, chosen, now: nameOf(selection, drift.candidate)! }];
    return drift?.kind === 'evidence-gone' ? [{ kind: 'evidence-gone', ...about, chosen }] : [];
  });
}
