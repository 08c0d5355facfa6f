import { headers } from 'next/headers';

/** The address this page was opened at, where programs find the API too. */
export async function originOf(): Promise<string> {
  const asked = await headers();
  return `${asked.get('x-forwarded-proto')?.split(',')[0] ?? 'http'}://${asked.get('x-forwarded-host') ?? asked.get('host') ?? 'localhost:3000'}`;
}
