import type { CSSProperties } from 'react';
import { ink } from '#server/email/letter.tsx';

export interface Bar {
  label: string;
  value: string;
  note: string;
  /** Where it begins and ends, in hundredths of the axis. */
  from: number;
  to: number;
  isLatest?: boolean;
}

/** Bars of table cells: every mail program draws them, and none has to load anything. */
export function MailBars({ bars, color, dir }: { bars: Bar[]; color: string; dir: 'ltr' | 'rtl' }) {
  return (
    <table {...bare} dir={dir} width="100%" style={picture}>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.label}>
            <td style={start} width="26%" className="ink">
              {bar.label}
            </td>
            <td width="44%" style={cell}>
              <Drawn bar={bar} color={bar.isLatest ? color : quiet} dir={dir} />
            </td>
            <td style={side} width="30%" className="ink">
              <b>{bar.value}</b>{' '}
              <span className="faint" style={note}>
                {bar.note}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Drawn({ bar: { from, to }, color, dir }: { bar: Bar; color: string; dir: 'ltr' | 'rtl' }) {
  const [start, length] = [Math.round(from), Math.max(1, Math.round(to - from))];
  const rest = Math.max(0, 100 - start - length);
  return (
    <table {...bare} dir={dir} width="100%" style={{ borderCollapse: 'collapse' }}>
      <tbody>
        <tr>
          {start > 0 ? (
            <td width={`${start}%`} style={thin}>
              &nbsp;
            </td>
          ) : null}
          <td width={`${length}%`} style={{ ...thin, backgroundColor: color }}>
            &nbsp;
          </td>
          {rest > 0 ? (
            <td width={`${rest}%`} style={thin}>
              &nbsp;
            </td>
          ) : null}
        </tr>
      </tbody>
    </table>
  );
}

const bare = { role: 'presentation', cellPadding: 0, cellSpacing: 0, border: 0 } as const;
const quiet = '#9aa1a9';
const picture: CSSProperties = { margin: '0 0 20px', tableLayout: 'fixed' };
const cell: CSSProperties = { padding: '5px 0' };
const thin: CSSProperties = { fontSize: '1px', lineHeight: '14px', height: '14px' };
const side: CSSProperties = { ...ink, fontSize: '14px', lineHeight: '20px', padding: '3px 6px' };
const start: CSSProperties = { ...side, padding: '3px 0' };
const note: CSSProperties = { color: '#656c75', fontSize: '12px', display: 'inline-block' };
