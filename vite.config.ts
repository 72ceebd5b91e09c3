import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import type { BuildOptions } from 'vite';
import { defineConfig } from 'vitest/config';

const at = (path: string) => resolve(import.meta.dirname, path);

// An inlined font would be refused by the content security policy.
const desk: BuildOptions = { outDir: at('dist/desk'), emptyOutDir: true, assetsInlineLimit: 0 };

const respond: BuildOptions = {
  outDir: at('dist/respond'),
  emptyOutDir: true,
  modulePreload: false,
  manifest: true,
  rolldownOptions: { input: { survey: at('client/respond/script/take-over.ts') } },
};

const server: BuildOptions = {
  ssr: true,
  outDir: at('dist/server'),
  emptyOutDir: true,
  target: 'node20',
  rolldownOptions: {
    input: {
      main: at('server/main.ts'),
      'writer-thread': at('db/writer-thread.ts'),
      'fact-thread': at('server/understand/facts/fact-thread.ts'),
      'reader-thread': at('server/understand/reading/reader-thread.ts'),
    },
    // A part that several share stands beside the threads, which it starts by their names.
    output: { chunkFileNames: '[name]-[hash].js' },
  },
};

/** `vite build` makes the desk, `--mode respond` the survey page's script, `--mode server` the production bundle. */
export default defineConfig(({ mode }) => ({
  root: at(['development', 'production'].includes(mode) ? 'client/desk' : '.'),
  base: mode === 'respond' ? '/respond/' : '/',
  define: mode === 'respond' ? { 'process.env.NODE_ENV': '"production"' } : {},
  plugins: [react()],
  build: { respond, server }[mode] ?? desk,
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/s': 'http://127.0.0.1:3000' } },
  test: {
    root: at('.'),
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // No module holds state, so files share one import of the program: a quarter of the time.
    isolate: false,
    maxWorkers: 2,
    // Journeys and kills keep real time; what passes only the second time is marked so in the report.
    retry: process.env.CI ? 1 : 0,
  },
}));
