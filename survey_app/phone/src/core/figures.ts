/** Figures as people write them (1.234,5) and as entries carry them (1234.5). */

const PLAIN = /^\d+(\.\d+)?$/;

/**
 * The plain decimal string of what was typed, '' for nothing, null for what is no figure. What is
 * shown is read back as the same: "1.250" is one thousand two hundred and fifty, as on paper, and
 * on an English screen "1,250" is. "93.75" can only be a decimal.
 */
export function typedFigure(text: string, language = 'vi'): string | null {
  const bare = text.replace(/[\s\u00a0]/g, '');
  const sign = /^[-−]/.test(bare) ? '-' : '';
  const body = sign ? bare.slice(1) : bare;
  if (body === '') return sign ? null : '';
  const plain = withDot(body, language);
  return PLAIN.test(plain) ? sign + trimmed(plain) : null;
}

/** 1.234,5 (Vietnamese) or 1,234.5 (English) from a plain decimal string. */
export function shownFigure(plain: string, language = 'vi'): string {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (!found) return plain;
  const [group, point] = marksOf(language);
  const whole = groupedBy(found[2] ?? '', group);
  return (found[1] ?? '') + whole + (found[3] === undefined ? '' : point + found[3]);
}

function withDot(body: string, language: string): string {
  const [group, point] = marksOf(language);
  const [whole = '', rest, ...more] = body.split(point);
  if (more.length > 0) return body;
  const bare = whole.split(group).join('');
  const isGrouped = groupedBy(bare, group) === whole;
  if (rest !== undefined) return `${isGrouped ? bare : whole}.${rest}`;
  return isGrouped && !whole.startsWith('0') ? bare : whole.replace(group, '.');
}

/** What stands between thousands, and what before the decimals. */
function marksOf(language: string): readonly [string, string] {
  return language === 'en' ? [',', '.'] : ['.', ','];
}

function groupedBy(digits: string, group: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, group);
}

function trimmed(plain: string): string {
  const bare = plain.replace(/^0+(?=\d)/, '');
  return bare.includes('.') ? bare.replace(/\.?0+$/, '') : bare;
}
