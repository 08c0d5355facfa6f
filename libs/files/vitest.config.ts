import { defineConfig } from 'vitest/config';

/** A bucket is started before the tests; a busy machine takes its time. */
export default defineConfig({ test: { hookTimeout: 120_000 } });
