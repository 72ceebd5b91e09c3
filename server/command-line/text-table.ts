/** Rows under headers, in columns as wide as their widest cell; figures stand to the right. */
export function textTable(headers: string[], rows: (string | number)[][]): string {
  const cells = [headers, ...rows.map((row) => row.map((cell) => String(cell)))];
  const widths = headers.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const isFigure = headers.map(
    (_, column) => rows.length > 0 && rows.every((row) => looksLikeFigure(row[column])),
  );
  const lines = cells.map((row) =>
    row
      .map((cell, column) =>
        isFigure[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '─'.repeat(width)).join('  '));
  return `${lines.join('\n')}\n`;
}

function looksLikeFigure(cell: string | number | undefined): boolean {
  return typeof cell === 'number' || cell === '–' || /^[^\p{L}]*\d[^\p{L}]*$/u.test(cell ?? '');
}
