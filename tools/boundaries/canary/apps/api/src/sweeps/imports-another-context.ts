export { modelsRoom } from '../models/models.module.ts';
