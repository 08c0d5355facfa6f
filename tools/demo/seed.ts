// Seeds the demo company through the product's own endpoints and importers. Every command carries a key of its own,
// so a seeding that was cut off goes on where it stopped and records nothing twice.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { companyApi } from '@capstan/capital';
import { openLog } from '@capstan/event-log';
import { logAddress } from '../ledger/places.ts';
import { DemoPerson, type Place } from './client.ts';
import { businessModel, report, technology } from './decisions.ts';
import { pilotsEnded, requestPilots } from './pilots.ts';
import { capital, money, type Scene } from './records.ts';
import { shifting } from './shift.ts';
import { company as about, demoPassword, demoPeople } from './story.ts';
import { team } from './team.ts';

export interface DemoPlace extends Place { data: string }
interface Progress { today: string; company?: string; done: 'records' | 'all' | null }

const noteOf = (data: string) => join(data, 'demo.json');
const read = (data: string): Progress | undefined => (existsSync(noteOf(data)) ? (JSON.parse(readFileSync(noteOf(data), 'utf8')) as Progress) : undefined);
const write = (data: string, progress: Progress) => {
  writeFileSync(`${noteOf(data)}.new`, JSON.stringify(progress));
  renameSync(`${noteOf(data)}.new`, noteOf(data));
};

export const hasDemo = (data: string): boolean => existsSync(noteOf(data));

/** How to sign in to the demo of this folder; empty where there is none. */
export const demoSignIns = (data: string): string =>
  (read(data) ? [`\nDemo sign-ins (password for all: ${demoPassword})`, ...Object.entries(demoPeople).map(([role, p]) => `  ${role.padEnd(9)} ${p.email}`)].join('\n') : '');

/** Only a new installation gets a demo: nothing was started on its folder, and its ledger, which may be elsewhere, is empty. */
const wanted = async (data: string, begun: Progress | undefined) => begun !== undefined || (!existsSync(join(data, 'started')) && (await isEmpty(data)));

async function isEmpty(data: string): Promise<boolean> {
  const log = await openLog(logAddress(data), { readOnly: true });
  return log.readAll(undefined, 1).then((first) => first.length === 0).finally(() => log.close());
}

/**
 * Records the demo company; resolves when its books are there and answers what goes on behind: the pilots train, then
 * the decisions and the report that rest on them are recorded. `giveUp` ends that waiting.
 */
export async function seedDemo(place: DemoPlace, giveUp: () => boolean): Promise<{ behind: Promise<void> }> {
  const begun = read(place.data);
  if (begun?.done === 'all' || !(await wanted(place.data, begun))) return { behind: Promise.resolve() };
  const progress: Progress = begun ?? { today: new Date().toISOString().slice(0, 10), done: null };
  write(place.data, progress);
  const scene = await setScene(place, progress);
  if (progress.done === null) {
    await capital(scene);
    await team(scene);
    await money(scene);
    write(place.data, { ...progress, company: scene.company, done: 'records' });
  }
  return { behind: finish(place, scene, { ...progress, company: scene.company }, giveUp) };
}

/** The three demo people, the company, and who belongs to it in which role. */
async function setScene(place: DemoPlace, progress: Progress): Promise<Scene> {
  const shift = shifting(progress.today);
  const setup = readFileSync(join(place.data, 'setup-secret'), 'utf8').trim();
  const arrive = (who: keyof typeof demoPeople) => DemoPerson.arrive(place, { ...demoPeople[who], password: demoPassword }, setup);
  const [founder, investor, engineer] = [await arrive('founder'), await arrive('investor'), await arrive('engineer')];
  const company = progress.company ?? String((await founder.send('found', companyApi.found, {}, { ...about, foundedOn: shift.day(about.foundedOn), demo: true }, { 'x-capstan-setup': setup }))['company']);
  for (const [role, person] of [['investor', investor], ['engineer', engineer]] as const) {
    const me = await person.get(companyApi.me, {});
    if ((me['companies'] as { id: string }[]).some((c) => c.id === company)) continue;
    const invitation = await founder.send(`invite-${role}`, companyApi.invite, { company }, { email: demoPeople[role].email, role });
    await person.send(`accept-${role}`, companyApi.accept, { invitation: String(invitation['id']) }, {});
  }
  return { founder, engineer, company, shift, today: progress.today };
}

async function finish(place: DemoPlace, scene: Scene, progress: Progress, giveUp: () => boolean): Promise<void> {
  const runs = await requestPilots(scene);
  await businessModel(scene);
  if (!(await pilotsEnded(scene.engineer, scene.company, runs, giveUp))) return;
  await technology(scene, runs);
  await report(scene);
  write(place.data, { ...progress, done: 'all' });
}
