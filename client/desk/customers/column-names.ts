/** How each column is named in a plan: the second of two equal headers is `Header[2]`. */
export function columnNames(headers: string[]): string[] {
  return headers.map((header, index) => {
    const equal = headers.flatMap((other, at) => (other.trim() === header.trim() ? [at] : []));
    return equal.length === 1 ? header.trim() : `${header.trim()}[${equal.indexOf(index) + 1}]`;
  });
}
