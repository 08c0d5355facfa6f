export { trainingRoom } from '../training/training.module.ts';
