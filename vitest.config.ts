import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Else one core of two would stand idle.
    maxWorkers: '100%',
    // A test that starts the program, or generates hundreds of answers, has two slow cores to share with the others.
    // What hangs fails all the same, only later; what is slow on a busy machine does not.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    coverage: { include: ['src/**/*.ts'], reporter: ['text-summary', 'html'] },
  },
});
