/**
 * ODK's engine as an oracle: reads a JSON list of {today, xform} from standard input and writes, for
 * each form, {xml} with its instance as the engine filled it in, or {error} where it refused.
 *
 * The clock stands still at noon of `today`, so that today() has one answer.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const PHONE = new URL('../../../survey_app/phone/', import.meta.url);
const require = createRequire(new URL('package.json', PHONE));
const { JSDOM } = require('jsdom');

const { window } = new JSDOM('<!doctype html>', { url: 'https://localhost/' });
for (const name of Object.getOwnPropertyNames(window)) {
  if (!(name in globalThis)) globalThis[name] = window[name];
}
// The engine's parser was made for CommonJS and asks for this name, to find a file it never opens.
globalThis.__dirname = '.';

const { createInstance } = await import(
  new URL('node_modules/@getodk/xforms-engine/dist/index.js', PHONE).href
);

async function filledIn({ today, xform }) {
  const noon = Date.parse(`${today}T12:00:00Z`);
  Date.now = () => noon;
  try {
    const form = await createInstance(xform);
    return { xml: form.root.instanceState.instanceXML };
  } catch (error) {
    return { error: String(error) };
  }
}

const answers = [];
for (const given of JSON.parse(readFileSync(0, 'utf8'))) answers.push(await filledIn(given));
process.stdout.write(JSON.stringify(answers));
