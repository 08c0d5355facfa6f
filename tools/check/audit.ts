import { spawnSync } from 'node:child_process';
import type { Counts } from './counts.ts';

interface Audit { readonly error?: { readonly summary?: string; readonly detail?: string }; readonly message?: string; readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly via: readonly unknown[] }>> }

/** What an answer of `npm audit --json` comes to: one test, failed by what is high or critical, skipped where the registry keeps no advisories. */
export function auditCounts(json: string): Counts {
  const answer = parsed(json);
  if (!answer?.vulnerabilities) return { passed: 0, failed: 0, skipped: [`audit of the packages that ship (the registry gives no advisories: ${(answer?.message ?? answer?.error?.summary ?? 'no answer').split('\n')[0]!.slice(0, 120)})`] };
  const bad = Object.entries(answer.vulnerabilities).filter(([, { severity }]) => severity === 'high' || severity === 'critical').map(([name, { severity }]) => `${name} (${severity})`);
  for (const one of bad) console.log(`known to be vulnerable: ${one}`);
  return { passed: bad.length === 0 ? 1 : 0, failed: bad.length === 0 ? 0 : 1, skipped: [] };
}

function parsed(json: string): Audit | undefined {
  try {
    return JSON.parse(json) as Audit;
  } catch {
    return undefined;
  }
}

/** Asks the registry about the packages that ship. */
export const audit = (): Counts => auditCounts(spawnSync('npm', ['audit', '--omit=dev', '--audit-level=high', '--json'], { encoding: 'utf8', timeout: 60_000, maxBuffer: 64 * 1024 * 1024 }).stdout ?? '');
