import { isRows, type MatrixAnswer } from '#surveys/gate.ts';
import { type MatrixQuestion, ROW_MARK } from '#surveys/survey-definition.ts';
import type { ControlProps } from './asked-field.tsx';

const MOST_IN_A_ROW = 7;
const LONGEST_IN_A_ROW = 24;
const LONGEST_IN_A_CELL = 3;

/**
 * One choice in each row. The markup is the same at every width: a table's look where there is room for the columns, on
 * a phone a card for each row. Every choice says its own column, and every group its row.
 */
export function Matrix({ asked, question, id }: ControlProps<MatrixQuestion>) {
  const given: MatrixAnswer = isRows(question.value) ? question.value : {};
  const columns = asked.columns.map(({ value, text }) => ({ value, text: String(text ?? value) }));
  return (
    <div className={looksOf(columns.map(({ text }) => text))}>
      <div className="columns" aria-hidden="true">
        <span />
        <div className="cells">
          {columns.map(({ value, text }) => (
            <span key={value}>{text}</span>
          ))}
        </div>
      </div>
      {asked.rows.map(({ value: row, text }, index) => (
        <div key={row} className="row" role="radiogroup" aria-labelledby={`${id}-row-${index}`}>
          <p id={`${id}-row-${index}`}>{String(text ?? row)}</p>
          <div className="cells">
            {columns.map((column, at) => (
              <label key={column.value} className="cell">
                <input
                  type="radio"
                  id={index === 0 && at === 0 ? id : undefined}
                  name={asked.name + ROW_MARK + String(row)}
                  value={column.value}
                  required={asked.eachRowRequired}
                  defaultChecked={given[row] === column.value}
                />
                <span>{column.text}</span>
              </label>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

/** `wide`: the columns fit beside each other on a wide page; `narrow`: even on a phone. */
function looksOf(columns: string[]): string {
  const longest = Math.max(...columns.map((text) => text.length));
  const fits = columns.length <= MOST_IN_A_ROW && longest <= LONGEST_IN_A_ROW;
  return `matrix${fits ? ' wide' : ''}${fits && longest <= LONGEST_IN_A_CELL ? ' narrow' : ''}`;
}
