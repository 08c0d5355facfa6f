export { capTable } from '@capstan/capital';
