/** Lets units and visits be dragged onto the board; without a script, or by keys, one picks and chooses.
 *
 * A drop only opens the form of what was dropped, filled with the cell: nothing is saved by it.
 */

const TYPE = 'text/x-picked';
const cells = document.querySelectorAll('[data-cell]');
const inside = (event, cell) => cell.contains(event.relatedTarget);

for (const card of document.querySelectorAll('[data-pick]')) {
  card.draggable = true;
  // Dragged by its link it would be an address, which cells do not take.
  for (const link of card.querySelectorAll('a')) link.draggable = false;
  card.addEventListener('dragstart', (event) => {
    event.dataTransfer.setData(TYPE, card.dataset.pick);
    event.dataTransfer.effectAllowed = 'move';
    document.body.classList.add('dragging');
  });
  card.addEventListener('dragend', () => document.body.classList.remove('dragging'));
}

for (const cell of cells) {
  const takes = (event) => event.dataTransfer?.types.includes(TYPE) ?? false;
  cell.addEventListener('dragover', (event) => {
    if (!takes(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    cell.classList.add('over');
  });
  cell.addEventListener('dragleave', (event) => {
    if (!inside(event, cell)) cell.classList.remove('over');
  });
  cell.addEventListener('drop', (event) => {
    if (!takes(event)) return;
    event.preventDefault();
    cell.classList.remove('over');
    const picked = event.dataTransfer.getData(TYPE);
    window.location.assign(`${cell.dataset.cell}&${picked}#panel`);
  });
}
