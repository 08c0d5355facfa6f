export { runway } from '@capstan/planning';
