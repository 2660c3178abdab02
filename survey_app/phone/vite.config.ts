import { defineConfig, type Plugin } from 'vite';

/** Where the desk application serves the phone page from. */
export const BASE = '/static/phone/';
export const OUT_DIR = '../static/phone';
/** The oldest browsers a team is known to carry. */
export const TARGET = ['chrome80', 'safari14'];

/** The page: hashed files and a manifest, from which the server's template takes their names. */
export default defineConfig({
  base: BASE,
  publicDir: 'public',
  plugins: [compiledAtStart()],
  build: {
    target: TARGET,
    outDir: OUT_DIR,
    emptyOutDir: true,
    manifest: 'manifest.json',
    sourcemap: true,
    rolldownOptions: { input: 'src/main.tsx' },
  },
});

/**
 * Nearly all of the page runs when it starts: Chrome (from 136) then compiles it aside while it
 * comes, and not piece by piece on the thread that draws. The hint must be the first line.
 */
function compiledAtStart(): Plugin {
  return {
    name: 'compiled-at-start',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk' || !file.isEntry) continue;
          file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
          if (file.map) file.map.mappings = `;${file.map.mappings}`;
        }
      },
    },
  };
}
