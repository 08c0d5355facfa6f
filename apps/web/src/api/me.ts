import { type CompanyPlace, companyApi } from '@capstan/capital';
import type { Permission } from '@capstan/kernel';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { api } from './read.ts';

/** Who is signed in and their companies; asked once per request. */
export const me = cache(() => api(companyApi.me, { asOf: '' }));

export interface Place extends CompanyPlace { can(permission: Permission): boolean }

/** The company of the URL as its member sees it; not found when it is not theirs. */
export const place = cache(async (company: string): Promise<Place> => {
  const found = (await me()).companies.find((c) => c.id === company);
  if (!found) notFound();
  return { ...found, can: (permission) => found.permissions.includes(permission) };
});
