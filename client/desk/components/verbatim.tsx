import type { ReactNode } from 'react';
import { markedParts, type Span } from './marked-parts.ts';
import styles from './verbatim.module.css';

type Props = {
  text: string;
  /** The words behind a reason, as places in the text. */
  highlights?: Span[];
  language?: string | null;
  meta?: ReactNode;
  isLarge?: boolean;
};

/** A customer's own words, in their own direction, with the words behind a reason marked. */
export function Verbatim({ text, highlights = [], language, meta, isLarge = false }: Props) {
  return (
    <figure className={isLarge ? styles.large : styles.voice}>
      <blockquote dir="auto" lang={language ?? undefined}>
        {markedParts(text, highlights).map(({ at, words, isMarked }) =>
          isMarked ? <mark key={at}>{words}</mark> : <span key={at}>{words}</span>,
        )}
      </blockquote>
      {meta ? <figcaption className={styles.meta}>{meta}</figcaption> : null}
    </figure>
  );
}
