import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Every workspace with tests; a workspace's own vitest.config.ts says more where it needs to. */
const root = resolve(import.meta.dirname, '../..');
const projects = ['libs/*', 'apps/api', 'apps/trainer', 'apps/web', 'tools'].map((project) => `${root}/${project}`);

export default defineConfig({ root, test: { projects, passWithNoTests: false } });
