import { command, Day, query } from '@capstan/kernel';
import { z } from 'zod';
import { CancelNote, CancelWarrant, ConvertShares, ExerciseWarrant, IssueWarrant, RepayNote, RepurchaseShares, SetClassTerms, SignNote, SplitShares, TransferShares } from './commands.ts';
import { ClassView, HoldersView, HolderView, NoteView, WarrantView } from './views.ts';

const here = '/companies/:company/capital';
const record = 'capital:record' as const;
const read = 'capital:read' as const;
const OnDay = z.object({ on: Day.optional().describe('as it was at the end of this day; today if left out') });

export const securitiesApi = {
  setClassTerms: command(`${here}/classes`, { permission: record, summary: 'Set the terms of a share class', body: SetClassTerms, method: 'PUT' }),
  splitShares: command(`${here}/classes/split`, { permission: record, summary: 'Split the shares of a class', body: SplitShares }),
  transferShares: command(`${here}/shares/:holding/transfer`, { permission: record, summary: 'Record a transfer of all or some shares of a holding', body: TransferShares }),
  repurchaseShares: command(`${here}/shares/:holding/repurchase`, { permission: record, summary: 'Record that the company bought shares back', body: RepurchaseShares }),
  convertShares: command(`${here}/shares/:holding/convert`, { permission: record, summary: 'Convert shares into the class that theirs converts into', body: ConvertShares }),
  issueWarrant: command(`${here}/warrants`, { permission: record, summary: 'Issue a warrant', body: IssueWarrant }),
  exerciseWarrant: command(`${here}/warrants/:warrant/exercise`, { permission: record, summary: 'Exercise a warrant', body: ExerciseWarrant }),
  cancelWarrant: command(`${here}/warrants/:warrant/cancel`, { permission: record, summary: 'Cancel what is left of a warrant', body: CancelWarrant }),
  signNote: command(`${here}/notes`, { permission: record, summary: 'Record a signed convertible note', body: SignNote }),
  repayNote: command(`${here}/notes/:note/repay`, { permission: record, summary: 'Record that a note was paid back', body: RepayNote }),
  cancelNote: command(`${here}/notes/:note/cancel`, { permission: record, summary: 'Cancel a note', body: CancelNote }),
  classes: query(`${here}/classes`, { permission: read, summary: 'Share classes with their terms', query: OnDay, answer: z.array(ClassView) }),
  warrants: query(`${here}/warrants`, { permission: read, summary: 'Warrants', query: OnDay, answer: z.array(WarrantView) }),
  notes: query(`${here}/notes`, { permission: read, summary: 'Convertible notes with their interest', query: OnDay, answer: z.array(NoteView) }),
  holders: query(`${here}/holders`, { permission: read, summary: 'Everyone who holds or has been promised something', query: OnDay, answer: HoldersView }),
  holder: query(`${here}/holders/:holder`, { permission: read, summary: 'One holder: every holding with its chain of events, grants, warrants, SAFEs and notes', query: OnDay, answer: HolderView }),
} as const;
