import { defineConfig } from 'vite';

/** Where the desk application serves the phone page from. */
export const BASE = '/static/phone/';
export const OUT_DIR = '../static/phone';
/** The oldest browsers a team is known to carry. */
export const TARGET = ['chrome80', 'safari14'];

/** The page: hashed files and a manifest, from which the server's template takes their names. */
export default defineConfig({
  base: BASE,
  publicDir: 'public',
  build: {
    target: TARGET,
    outDir: OUT_DIR,
    emptyOutDir: true,
    manifest: 'manifest.json',
    sourcemap: true,
    rolldownOptions: { input: 'src/main.tsx' },
  },
});
