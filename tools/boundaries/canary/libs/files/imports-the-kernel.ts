export { isRefusal } from '@capstan/kernel';
