import { refusing } from '@capstan/kernel';
import { engineSentences as engineRefusals } from '@capstan/training';

export { engineRefusals };
export const refuse = refusing(engineRefusals);
