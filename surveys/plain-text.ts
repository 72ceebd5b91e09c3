const LINE_BREAK = /<(?:br|hr)\s*\/?>|<\/(?:p|div|ul|ol|li|tr|h[1-6])>/giu;
const UNREAD = /<(script|style)\b[^>]*>[^]*?(?:<\/\1\s*>|$)/giu;
const TAG = /<[a-z!/][^>]*(?:>|$)/giu;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  rsquo: '’',
  lsquo: '‘',
  mdash: '—',
  ndash: '–',
};

/** Whether a text would be read as markup: it has a tag or an entity. */
export const hasMarkup = (text: string): boolean =>
  /<[a-z!/]|&(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});/iu.test(text);

/** The words of a piece of HTML, its line breaks kept. The result is text: it is never put into a page as markup. */
export function plainText(html: string): string {
  return html
    .replaceAll(UNREAD, '')
    .replaceAll(/<li\b[^>]*>/giu, '• ')
    .replaceAll(LINE_BREAK, '\n')
    .replaceAll(TAG, '')
    .replaceAll(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,8});/giu, entity)
    .replaceAll(/[ \t]+/gu, ' ')
    .replaceAll(/ ?\n ?/gu, '\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim();
}

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const isText = code >= 0x20 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff);
  return isText ? String.fromCodePoint(code) : '';
}
