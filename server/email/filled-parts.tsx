import { Fragment, type ReactNode } from 'react';

/** As `filled`, for a page or a mail: each value keeps its own direction inside the sentence. */
export function filledParts(text: string, values: Record<string, string>): ReactNode {
  return text.split(/\{\{(\w+)\}\}/).map((part, at) => {
    const key = `${at} ${part}`;
    return at % 2 === 0 ? <Fragment key={key}>{part}</Fragment> : <bdi key={key}>{values[part]}</bdi>;
  });
}
