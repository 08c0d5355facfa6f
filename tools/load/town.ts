import { companyApi } from '@capstan/capital';
import { DemoPerson, type Place } from '../demo/client.ts';
import { capital, money } from '../demo/records.ts';
import { shifting } from '../demo/shift.ts';
import { company as about } from '../demo/story.ts';
import { team } from '../demo/team.ts';
import type { Visit } from './user.ts';

const PASSWORD = 'correct horse battery';
/** People who look at one company at the same time. */
const IN_COMPANY = 20;
const AT_ONCE = 4;

/** Founds companies with the demo's books, by its own commands, and lets so many people into them: a founder, an engineer, and so on. */
export async function settle(place: Place, setup: string, people: number): Promise<Visit[]> {
  const today = new Date().toISOString().slice(0, 10);
  const visits: Visit[] = [];
  for (let first = 0, n = 0; first < people; first += IN_COMPANY, n++) {
    const names = Array.from({ length: Math.min(IN_COMPANY, people - first) }, (_, i) => `person-${first + i}`);
    const arrive = (name: string) => DemoPerson.arrive(place, { name, email: `${name}@example.com`, password: PASSWORD }, setup);
    const [founder, engineer, ...others] = await inTurns(names, arrive);
    const shift = shifting(today);
    const company = String((await founder!.send(`found-${n}`, companyApi.found, {}, { ...about, name: `${about.name} ${n}`, foundedOn: shift.day(about.foundedOn) }, { 'x-capstan-setup': setup }))['company']);
    const roleOf = (i: number) => (i % 2 === 0 ? 'founder' : 'engineer');
    await inTurns([engineer!, ...others], async (person, i) => {
      const { id } = await founder!.send(`invite-${first}-${i}`, companyApi.invite, { company }, { email: `${names[i + 1]}@example.com`, role: roleOf(i + 1) });
      await person.send(`accept-${first}-${i}`, companyApi.accept, { invitation: String(id) }, {});
    });
    const scene = { founder: founder!, engineer: engineer!, company, shift, today };
    await capital(scene);
    await team(scene);
    await money(scene);
    visits.push(...[founder!, engineer!, ...others].map(({ cookie }, i): Visit => ({ cookie, company, role: roleOf(i) })));
  }
  return visits;
}

/** Each in turn, a few at once. */
async function inTurns<T, R>(all: readonly T[], work: (one: T, i: number) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let i = 0; i < all.length; i += AT_ONCE) done.push(...await Promise.all(all.slice(i, i + AT_ONCE).map((one, n) => work(one, i + n))));
  return done;
}
