import { type CompanyPlace, companyApi } from '@capstan/capital';
import type { Permission } from '@capstan/kernel';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { answerTo } from './answer.ts';

/** Who is signed in and their companies; asked once per request. */
export const me = cache(() => answerTo(companyApi.me, { asOf: '' }));

export interface Place extends CompanyPlace {
  /** Whether the person may do this here and now: while the past is shown nothing but reading is allowed. */
  can(permission: Permission): boolean;
}

/** The company of the URL as its member sees it; not found when it is not theirs. */
export const place = cache(async (company: string): Promise<Place> => {
  const found = (await me()).companies.find((c) => c.id === company);
  if (!found) notFound();
  const past = Boolean((await headers()).get('x-capstan-as-of'));
  return { ...found, can: (permission) => found.permissions.includes(permission) && (!past || permission.endsWith(':read')) };
});
