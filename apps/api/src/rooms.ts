import type { Room } from './ledger/room.ts';
import { companyRoom } from './company/company.module.ts';
import { trainingRoom } from './training/training.module.ts';

/** Every context the API serves, one line each. */
export const rooms: readonly Room[] = [
  companyRoom,
  trainingRoom,
];
