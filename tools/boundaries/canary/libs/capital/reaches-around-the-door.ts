export { runway } from '../../planning/src/runway.ts';
