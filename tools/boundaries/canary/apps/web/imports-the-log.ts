export { openSqliteLog } from '@capstan/event-log';
