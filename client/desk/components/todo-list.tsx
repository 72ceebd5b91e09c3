import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../use-format.ts';
import styles from './todo-list.module.css';

export type Todo = {
  name: string;
  label: string;
  count: number;
  to: string;
  beside?: ReactNode;
  /** Red: somebody waits longer than promised. Said only while the count is above zero. */
  isHot?: boolean;
};

/** What waits to be done, each line with its count and the way there. */
export function TodoList({ items }: { items: Todo[] }) {
  const { number } = useFormat();
  return (
    <ul className={styles.list}>
      {items.map(({ name, label, count, to, beside, isHot }) => (
        <li key={name}>
          <Link to={to} className={styles.item}>
            <span>
              {label} {beside ? <span className={styles.beside}>{beside}</span> : null}
            </span>
            <b className={isHot && count > 0 ? styles.hot : undefined}>{number(count)}</b>
          </Link>
        </li>
      ))}
    </ul>
  );
}
