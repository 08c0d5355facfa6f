import { defineConfig } from 'vitest/config';

/** Processes are started and ended around the tests; a busy machine takes its time. */
export default defineConfig({ test: { hookTimeout: 120_000 } });
