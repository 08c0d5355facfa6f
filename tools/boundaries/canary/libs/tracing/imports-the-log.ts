export { openLog } from '@capstan/event-log';
