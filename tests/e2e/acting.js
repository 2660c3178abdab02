/* What a hurried thumb does on an open section of the small checklist; run inside the page. */
async ({ visit, acts, pulses, gap }) => {
  const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const until = async (find, what) => {
    for (let turn = 0; turn < 1000; turn += 1) {
      const found = find();
      if (found) return found;
      await wait(5);
    }
    throw new Error(`never came: ${what}`);
  };
  const one = (selector) => until(() => document.querySelector(selector), selector);
  const item = (code) => one(`[data-testid="item-${code}"]`);
  // Where the browser says that the network is back, the app sends at once.
  const pulse = () => dispatchEvent(new Event('online'));

  const picture = async (seed) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [64, 48];
    const context = canvas.getContext('2d');
    for (let n = 0; n < 24; n += 1) {
      context.fillStyle = `hsl(${(seed * 7919 + n * 131) % 360} 80% 50%)`;
      context.fillRect((seed * (n + 3)) % 64, (n * 17) % 48, 9 + (seed % 11), 7);
    }
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.9));
    return new File([blob], `IMG_${seed}.jpg`, { type: 'image/jpeg' });
  };

  const does = {
    section: async ({ code }) => {
      location.hash = `#/visits/${visit}/section/${code}`;
      await item(code === 'A' ? 'A1' : 'B5');
    },
    tap: async ({ code, nth }) => {
      const choices = (await item(code)).querySelectorAll('[role=group] button[aria-pressed]');
      choices[nth].click();
      await wait(0);
    },
    type: async ({ code, text }) => {
      const field = (await item(code)).querySelector('textarea, input:not([type=file])');
      field.focus();
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      if (text.length % 2) field.blur();
    },
    photo: async ({ code, seed }) => {
      const given = new DataTransfer();
      given.items.add(await picture(seed));
      const input = await one(`[data-testid="gallery-${code}"]`);
      input.files = given.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
      (await one('[role=dialog] .sheet-foot button')).click();
      await until(() => !document.querySelector('[role=dialog]'), 'the end of the sheet');
    },
  };

  for (const act of acts) {
    await does[act.kind](act);
    if (act.pulse) pulse();
    await wait(act.rest);
  }
  for (let turn = 0; turn < pulses; turn += 1) {
    pulse();
    await wait(gap);
    await until(() => document.querySelector('[data-sending="false"]'), 'the end of sending');
  }
}
