import type { Room } from './ledger/room.ts';
import { capitalRoom } from './capital/capital.module.ts';
import { companyRoom } from './company/company.module.ts';
import { decisionsRoom } from './decisions/decisions.module.ts';
import { noForecast } from './decisions/runway-forecast.ts';
import { trainingRoom } from './training/training.module.ts';

/** Every context the API serves, one line each. */
export const rooms: readonly Room[] = [
  companyRoom,
  capitalRoom,
  decisionsRoom(noForecast),
  trainingRoom,
];
