import { refusing } from '@capstan/kernel';
import { engineRefusals } from '@capstan/training';

export { engineRefusals };
export const refuse = refusing(engineRefusals);
