import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'ml', globalSetup: './test/kernels-built.ts', include: ['src/**/*.spec.ts', 'test/**/*.spec.ts'], testTimeout: 120_000, hookTimeout: 120_000 } });
