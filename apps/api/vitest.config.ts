import { defineConfig } from 'vitest/config';

/** Each test file boots a whole API and signs people up; on a busy machine the hashing of passwords alone takes seconds. */
export default defineConfig({ test: { testTimeout: 30_000, hookTimeout: 60_000 } });
