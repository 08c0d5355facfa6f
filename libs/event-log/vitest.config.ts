import { defineConfig } from 'vitest/config';

/** The PostgreSQL of the tests starts when the first file asks for it. */
export default defineConfig({ test: { hookTimeout: 120_000, globalSetup: ['test/postgres/once.ts'] } });
