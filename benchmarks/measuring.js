/* Measured inside a page: when it can be used, what a tap and a stroke cost. */
(() => {
  /* After the next picture is on the screen and nothing else waits for the processor. */
  const painted = () =>
    new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))));

  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  globalThis.measuring = {
    /* Milliseconds from the start of the page until so many of these are drawn and it is idle. */
    usable: (selector, count) =>
      new Promise((done) => {
        const look = () => {
          if (document.querySelectorAll(selector).length < count) return false;
          void painted().then(done);
          return true;
        };
        if (look()) return;
        const watch = new MutationObserver(() => look() && watch.disconnect());
        watch.observe(document, { childList: true, subtree: true });
      }),

    /* Each tap, from the finger to the picture with the answer. */
    taps: async (groups, buttons, isOn) => {
      const took = [];
      for (const group of document.querySelectorAll(groups)) {
        const [button] = group.querySelectorAll(buttons);
        if (!button || button.disabled) continue;
        button.scrollIntoView({ block: 'center' });
        await pause(120);
        const begun = performance.now();
        button.click();
        while (!(button.matches(isOn) || button.querySelector(isOn))) await pause(0);
        took.push((await painted()) - begun);
        if (took.length === 20) break;
      }
      return took;
    },

    /* Each stroke: what the page does with it, and laying the page out anew. */
    strokes: async (selector, text) => {
      const field = document.querySelector(selector);
      field.scrollIntoView({ block: 'center' });
      field.focus();
      const took = [];
      for (const letter of text) {
        await pause(60);
        const begun = performance.now();
        document.execCommand('insertText', false, letter);
        await Promise.resolve();
        void document.body.offsetHeight;
        took.push(performance.now() - begun);
      }
      return took;
    },
  };
})();
