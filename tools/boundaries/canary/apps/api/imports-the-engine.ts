export { trainRun } from '@capstan/ml';
