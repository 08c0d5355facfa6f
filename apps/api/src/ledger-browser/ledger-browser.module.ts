import { Module } from '@nestjs/common';
import { room } from '../ledger/room.ts';
import { LedgerBrowserController } from './ledger-browser.controller.ts';
import { recordedFactsModel } from './recorded-facts.view.ts';

@Module({ controllers: [LedgerBrowserController] })
export class LedgerBrowserModule {}

/** The ledger as a room of its own: it has no facts, it lists those of all the others. */
export const ledgerBrowserRoom = room({ module: LedgerBrowserModule, facts: [], views: [recordedFactsModel], policies: [] });
