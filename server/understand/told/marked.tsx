import { Fragment, type ReactNode } from 'react';

const marks = /<(em|bad|good)>(.*?)<\/\1>/gs;

/** A sentence with `<em>`, `<bad>` and `<good>` for a mail: what stands in them is bold. */
export function marked(text: string): ReactNode {
  // Of every three pieces the first stands between marks, the second names one, the third is what stands in it.
  return text.split(marks).map((piece, at) => {
    const key = `${at} ${piece}`;
    if (at % 3 === 1) return null;
    return at % 3 === 2 ? <b key={key}>{piece}</b> : <Fragment key={key}>{piece}</Fragment>;
  });
}

/** The same sentence without its marks. */
export const unmarked = (text: string): string => text.replace(marks, '$2');
