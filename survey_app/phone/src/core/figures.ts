/** Figures as people write them (1.234,5) and as entries carry them (1234.5). */

const GROUPED = /^\d{1,3}(\.\d{3})+$/;
const PLAIN = /^\d+(\.\d+)?$/;

/**
 * The plain decimal string of what was typed, '' for nothing, null for what is no figure.
 * "1.250" is one thousand two hundred and fifty, as on paper; "93.75" can only be a decimal.
 */
export function typedFigure(text: string): string | null {
  const bare = text.replace(/[\s\u00a0]/g, '');
  const sign = /^[-−]/.test(bare) ? '-' : '';
  const body = sign ? bare.slice(1) : bare;
  if (body === '') return sign ? null : '';
  const plain = withDot(body);
  return PLAIN.test(plain) ? sign + trimmed(plain) : null;
}

/** 1.234,5 (Vietnamese) or 1,234.5 (English) from a plain decimal string. */
export function shownFigure(plain: string, language = 'vi'): string {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (!found) return plain;
  const [group, point] = language === 'en' ? [',', '.'] : ['.', ','];
  const whole = (found[2] ?? '').replace(/\B(?=(\d{3})+$)/g, group);
  return (found[1] ?? '') + whole + (found[3] === undefined ? '' : point + found[3]);
}

function withDot(body: string): string {
  const commas = body.split(',').length - 1;
  if (commas === 1) {
    const [whole = '', rest = ''] = body.split(',');
    const joined = GROUPED.test(whole) ? whole.replace(/\./g, '') : whole;
    return `${joined}.${rest}`;
  }
  return commas === 0 && GROUPED.test(body) && !body.startsWith('0')
    ? body.replace(/\./g, '')
    : body;
}

function trimmed(plain: string): string {
  const bare = plain.replace(/^0+(?=\d)/, '');
  return bare.includes('.') ? bare.replace(/\.?0+$/, '') : bare;
}
