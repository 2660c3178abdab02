/** The peer as an application would ship it: one module, minified, with what it loads later aside. */
export default { base: '/', build: { target: 'esnext', outDir: 'node_modules/.page', emptyOutDir: true } };
