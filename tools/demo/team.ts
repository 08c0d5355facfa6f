import { teamApi } from '@capstan/team';
import { file, type Scene } from './records.ts';

/** Everyone hired, gone and planned, through the import of hires. */
export async function team({ founder, company, shift }: Scene): Promise<void> {
  await founder.send('hires-file', teamApi.importHires, { company }, { text: shift.text(file('hires.csv')) });
}
