export { teamModule } from '../team/team.module.ts';
