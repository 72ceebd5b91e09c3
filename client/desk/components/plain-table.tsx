import type { ReactNode } from 'react';
import styles from './data-table.module.css';
import frame from './plain-table.module.css';

type Props = {
  caption: string;
  heads: string[];
  rows: { key: string; name: ReactNode; cells: ReactNode[] }[];
};

/** The figures of a drawing as a table: names at the start, figures at the end. */
export function PlainTable({ caption, heads, rows }: Props) {
  return (
    <div className={frame.frame}>
      <table className={styles.table} data-plain>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head, at) => (
              <th key={head} scope="col" data-end={at > 0 || undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, cells }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {cells.map((cell, at) => (
                <td key={heads[at + 1]} data-end>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
