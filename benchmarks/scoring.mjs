// Times the phone's engine on a case from standard input: {module, checklist, answers, rounds}.
import { readFileSync } from 'node:fs';

const { module, checklist, answers, rounds } = JSON.parse(readFileSync(0, 'utf8'));
const { explain } = await import(module);
const took = [];
let total = null;
for (let at = 0; at < rounds * 2; at += 1) {
  const begun = performance.now();
  const score = explain(checklist, answers);
  const said = JSON.stringify(score);
  // The first half is for the compiler to find out what is hot.
  if (at >= rounds) took.push(performance.now() - begun);
  total = said.length;
}
took.sort((a, b) => a - b);
console.log(JSON.stringify({ p50_ms: took[Math.floor(took.length / 2)], bytes: total }));
