import { redirect } from 'next/navigation';
import { me } from '../api/me.ts';

/** The front door: into the first own company, a demo only when there is no other, else to the welcome page. */
export default async function Front() {
  const { companies } = await me();
  const first = companies.find((c) => !c.demo) ?? companies[0];
  redirect(first ? `/${first.id}` : '/welcome');
}
