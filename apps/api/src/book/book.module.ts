import { Module } from '@nestjs/common';
import { type Room, room } from '../ledger/room.ts';
import { BookController } from './book.controller.ts';
import { bookModel } from './book.view.ts';

@Module({ controllers: [BookController] })
export class BookModule {}

/** The ledger as a room of its own: it has no facts, it lists those of all the others. */
export const bookRoom = (others: readonly Room[]): Room => room({ module: BookModule, facts: [], views: [bookModel(others.flatMap(({ facts }) => facts))], policies: [] });
