/** Keeps the sum of points true while they are typed; the server says it again when they are kept. */

for (const part of document.querySelectorAll('[data-sums]')) {
  const total = part.querySelector('[data-sum]');
  const inputs = [...part.querySelectorAll('[data-points]')];
  if (!total) continue;
  part.addEventListener('input', () => {
    const points = inputs.map((each) => numberOf(each.value));
    const sum = points.reduce((all, each) => all + each, 0);
    total.textContent = Number.isNaN(sum) ? '?' : Number(sum.toFixed(6)).toLocaleString('vi-VN');
  });
}

/** A number typed the Vietnamese way; nothing typed is nought, what is no number is NaN. */
function numberOf(typed) {
  const text = typed.trim();
  if (text === '') return 0;
  const plain = /^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(text) ? text.replaceAll('.', '') : text;
  return /^\d+([.,]\d+)?$/.test(plain) ? Number(plain.replace(',', '.')) : NaN;
}
