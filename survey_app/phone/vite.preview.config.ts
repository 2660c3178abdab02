import { join } from 'node:path';

import { defineConfig, type Plugin } from 'vite';

import { BASE, OUT_DIR, TARGET } from './vite.config.ts';

const SRC = join(import.meta.dirname, 'src');
/** What the preview replaces: the ways to the disk, to the network and to other tabs. */
const STAND_INS: Readonly<Record<string, string>> = {
  'store/sending.ts': 'preview/sending.ts',
  'store/bell.ts': 'preview/bell.ts',
};

function standingIn(): Plugin {
  const places = new Map(
    Object.entries(STAND_INS).map(([real, other]) => [join(SRC, real), join(SRC, other)]),
  );
  return {
    name: 'stand-ins',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return (found && places.get(found.id)) ?? null;
    },
  };
}

/**
 * The desk's preview of a checklist: the phone's own screens, in a build of their own, so that not
 * a byte of it is in what the phones load. The list of files to keep leaves this folder out.
 */
export default defineConfig({
  base: `${BASE}preview/`,
  publicDir: false,
  plugins: [standingIn()],
  resolve: { alias: { idb: join(SRC, 'preview/memory.ts') } },
  build: {
    target: TARGET,
    outDir: `${OUT_DIR}/preview`,
    emptyOutDir: true,
    manifest: 'manifest.json',
    rolldownOptions: { input: 'src/preview/main.ts' },
  },
});
