import { chooseBackend } from '@capstan/ml';
import type { BackendChoice } from '@capstan/training';

const { reason } = await chooseBackend({ prefer: process.argv[2] as BackendChoice['name'] });
console.log(reason);
