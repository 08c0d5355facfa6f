import { expect, test } from 'vitest';
import { auditCounts } from './audit.ts';

const found = (severity: string) => auditCounts(JSON.stringify({ vulnerabilities: { evil: { severity, via: [] } } }));

test('what is high or critical fails, what is less does not', () => {
  expect(['low', 'moderate', 'high', 'critical'].map((severity) => found(severity).failed)).toEqual([0, 0, 1, 1]);
  expect(auditCounts('{"vulnerabilities":{}}')).toEqual({ passed: 1, failed: 0, skipped: [] });
});

test('where there are no advisories it is skipped, with the reason', () => {
  expect(auditCounts('{"message":"405 Method Not Allowed"}').skipped[0]).toContain('405 Method Not Allowed');
  expect(auditCounts('')).toMatchObject({ passed: 0, failed: 0, skipped: [expect.stringContaining('no answer')] });
});
