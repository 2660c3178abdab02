/** Lets a file be dropped into the field that takes it; without a script the field is enough. */

/** Words may be dragged into a field as ever: only files are ours to catch. */
const brings = (event) => event.dataTransfer?.types.includes('Files') ?? false;

for (const zone of document.querySelectorAll('[data-drop]')) {
  const input = zone.querySelector('input[type="file"]');
  const words = zone.querySelector('.drop-words');
  if (!input || !words || !('DataTransfer' in window)) continue;
  zone.classList.add('ready');
  words.hidden = false;
  zone.addEventListener('dragover', (event) => {
    if (brings(event)) zone.classList.add('over');
  });
  zone.addEventListener('dragleave', (event) => {
    if (!zone.contains(event.relatedTarget)) zone.classList.remove('over');
  });
  zone.addEventListener('drop', (event) => {
    zone.classList.remove('over');
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    // Only the first: the field takes one, and a checklist is one workbook.
    const one = new DataTransfer();
    one.items.add(file);
    input.files = one.files;
    input.focus();
  });
}
// A file dropped beside the frame would be opened in place of the page, and what was typed lost.
for (const type of ['dragover', 'drop']) {
  window.addEventListener(type, (event) => {
    if (brings(event)) event.preventDefault();
  });
}
