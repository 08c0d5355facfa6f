import { Module } from '@nestjs/common';
import { room } from '../ledger/room.ts';
import { CalculatorsController } from './calculators.controller.ts';

@Module({ controllers: [CalculatorsController] })
export class CalculatorsModule {}

export const calculatorsRoom = room({ module: CalculatorsModule, facts: [], views: [], policies: [] });
