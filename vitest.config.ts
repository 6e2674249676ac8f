import { defineConfig } from 'vitest/config';

// `vitest run` is the quick half; `vitest run --mode full` is what sends the whole base, builds, or opens a browser.
export default defineConfig(({ mode }) => ({
  test: {
    include: mode === 'full' ? ['tests/**/*.full.test.ts'] : ['tests/**/*.test.ts'],
    exclude: mode === 'full' ? [] : ['tests/**/*.full.test.ts'],
    setupFiles: ['tests/setup.ts'],
    // One process for many files: the packages and the compiled base are read once in each. No test may leave a state
    // behind that another would see.
    isolate: false,
    // Else one core of two would stand idle.
    maxWorkers: '100%',
    // A test that starts the program, or generates hundreds of answers, has two slow cores to share with the others.
    // What hangs fails all the same, only later; what is slow on a busy machine does not.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    coverage: { include: ['src/**/*.ts'], reporter: ['text-summary', 'html'] },
  },
}));
