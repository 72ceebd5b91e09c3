/**
 * Spreadsheets run a cell that begins like a formula, so an export puts an apostrophe before it, and before a text that
 * begins with an apostrophe already. A last column with this header says so, and an import takes the apostrophes away.
 */
export const guardHeader = 'amends:guarded';

export function guarded(text: string): string {
  return /^[=+\-@\t\r\n']/.test(text) ? `'${text}` : text;
}

export function unguarded(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text;
}

/** A cell of a CSV file. */
export function csvCell(text: string): string {
  return /^\s|\s$|[",;\t\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;
}
