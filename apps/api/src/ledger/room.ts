import type { Type } from '@nestjs/common';
import type { FactType } from '@capstan/kernel';
import type { ReadModel } from '@capstan/event-log';
import type { RoomPolicy } from './policy.ts';

/** One context of the product as the API serves it: its routes, its facts, its read models, its policies. */
export interface Room {
  readonly module: Type;
  readonly facts: readonly FactType[];
  readonly views: readonly ReadModel[];
  readonly policies: readonly RoomPolicy[];
}

export const room = (parts: Room): Room => parts;
