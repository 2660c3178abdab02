import { defineConfig } from 'vitest/config';

/** Pure modules run in bare Node; a test that needs a page says `// @vitest-environment jsdom`. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    testTimeout: 60_000,
  },
});
