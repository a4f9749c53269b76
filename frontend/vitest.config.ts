import { defineConfig } from 'vitest/config';

const elsewhere = ['node_modules/**', 'out/**', '.next/**', 'e2e/**'];

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    restoreMocks: true,
    pool: 'threads',
    // A busy machine is slow, not wrong.
    testTimeout: 30_000,
    // A document for each file costs more than all tests together: only what draws has one, and what says so in its first line.
    projects: [
      {
        extends: true,
        test: {
          name: 'logic',
          environment: 'node',
          // They leave nothing behind: a world of its own for each file would cost most of the time.
          isolate: false,
          include: ['**/*.test.ts'],
          exclude: elsewhere,
        },
      },
      {
        extends: true,
        test: {
          name: 'drawn',
          environment: 'jsdom',
          setupFiles: ['./vitest.setup.ts'],
          include: ['**/*.test.tsx'],
          exclude: elsewhere,
        },
      },
    ],
  },
});
