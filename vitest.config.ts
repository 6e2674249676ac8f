import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Else one core of two would stand idle.
    maxWorkers: '100%',
    // A test that starts the program, or generates hundreds of answers, has two slow cores to share with the others.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: { include: ['src/**/*.ts'], reporter: ['text-summary', 'html'] },
  },
});
