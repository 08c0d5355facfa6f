import { defineConfig } from 'vitest/config';

/**
 * Each test file boots a whole API and signs people up; on a busy machine the hashing of passwords alone takes seconds.
 * The PostgreSQL of the tests starts when the first file asks for it.
 */
export default defineConfig({ test: { testTimeout: 30_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000 } }, globalSetup: ['../../libs/event-log/test/postgres/once.ts'] } });
