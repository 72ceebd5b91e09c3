import { Fragment, type CSSProperties } from 'react';
import { escapeHtml } from './letter-press.ts';
import { family, ink } from './letter.tsx';

export interface AskedInMail {
  kind: 'scale' | 'choices';
  title: string;
  options: { href: string; label: string; accessibleName: string }[];
  lowest: string;
  highest: string;
}

/** The first question as links that preselect an answer; the text of the mail carries the letter's own link instead. */
export function LetterQuestion({ asked, dir }: { asked: AskedInMail; dir: 'ltr' | 'rtl' }) {
  return (
    <div>
      <p style={title}>{asked.title}</p>
      <div data-skip-in-text="true">
        {asked.kind === 'scale' ? <Scale asked={asked} dir={dir} /> : <Options asked={asked} dir={dir} />}
      </div>
    </div>
  );
}

function Scale({ asked, dir }: { asked: AskedInMail; dir: 'ltr' | 'rtl' }) {
  const { options, lowest, highest } = asked;
  const groups = groupsOf(options);
  return (
    <>
      {/* Outlook takes table cells and no inline blocks; its cells stand in comments that React cannot write. */}
      <div style={row} dangerouslySetInnerHTML={{ __html: groupsHtml(groups, dir) }} />
      {lowest || highest ? (
        <table
          {...bare}
          dir={dir}
          width="100%"
          style={{ maxWidth: `${options.length * pitch}px`, margin: '4px 0 8px' }}
        >
          <tbody>
            <tr>
              <End align={dir === 'rtl' ? 'right' : 'left'} text={lowest} />
              <End align={dir === 'rtl' ? 'left' : 'right'} text={highest} />
            </tr>
          </tbody>
        </table>
      ) : null}
    </>
  );
}

function End({ align, text }: { align: 'left' | 'right'; text: string }) {
  return (
    <td align={align} width="50%" style={{ ...end, textAlign: align }} className="faint">
      {text}
    </td>
  );
}

// A point and the space around it. Six of them fill the narrowest phone (320 px with 16 px at each side).
const pitch = 48;
const mostInGroup = 6;

/** A row of up to six points, or two rows that a wide screen shows as one. */
function groupsOf<T>(options: T[]): T[][] {
  if (options.length <= mostInGroup) return [options];
  const half = Math.ceil(options.length / 2);
  return [options.slice(0, half), options.slice(half)];
}

function groupsHtml(groups: AskedInMail['options'][], dir: 'ltr' | 'rtl'): string {
  const [first] = groups;
  const inner = groups.map((group) => {
    const open = groupOpen(group.length, dir);
    const between = group === first ? cellOpen : `</td>${cellOpen}`;
    return `${outlook(between)}${notOutlook(open)}${group.map(pointHtml).join(outlook(`</td>${cellOpen}`))}${notOutlook('</div>')}`;
  });
  return `${outlook(`<table role="presentation" dir="${dir}" cellpadding="0" cellspacing="4" border="0"><tr>`)}${inner.join('')}${outlook('</td></tr></table>')}`;
}

const face = `font:17px/42px ${family};text-align:center`;
const groupOpen = (count: number, dir: string): string =>
  `<div dir="${dir}" style="display:inline-block;vertical-align:top;width:${count * pitch}px;${face}">`;
const cellOpen =
  '<td width="42" height="42" align="center" bgcolor="#ffffff" style="border:1px solid #c9ced4;font:17px Segoe UI,Arial">';

function pointHtml({ href, label, accessibleName }: AskedInMail['options'][number]): string {
  return `<a href="${escapeHtml(href)}" class="point" aria-label="${escapeHtml(accessibleName)}" style="${pointStyle}">${escapeHtml(label)}</a>`;
}

const pointStyle =
  'display:inline-block;width:42px;margin:2px;border:1px solid #c9ced4;border-radius:8px;background:#fff;color:#1f2328;text-decoration:none;mso-border-alt:none';

const outlook = (html: string): string => `<!--[if mso]>${html}<![endif]-->`;
const notOutlook = (html: string): string => `<!--[if !mso]><!-->${html}<!--<![endif]-->`;

/** Each choice a whole line to press; two short ones beside each other. */
function Options({ asked: { options }, dir }: { asked: AskedInMail; dir: 'ltr' | 'rtl' }) {
  const areTwo = options.length === 2 && options.every(({ label }) => label.length <= shortLabel);
  const lines = areTwo ? [options] : options.map((option) => [option]);
  return lines.map((line) => (
    <table key={line[0]?.href} {...bare} dir={dir} width="100%" style={choices}>
      <tbody>
        <tr>
          {line.map((option, at) => (
            <Fragment key={option.href}>
              {at > 0 ? <td width="2%">&nbsp;</td> : null}
              <Option option={option} isHalf={areTwo} />
            </Fragment>
          ))}
        </tr>
      </tbody>
    </table>
  ));
}

function Option({ option, isHalf }: { option: AskedInMail['options'][number]; isHalf: boolean }) {
  return (
    <td className="point" style={choice} {...(isHalf && { width: '49%', align: 'center' })}>
      <a href={option.href} aria-label={option.accessibleName} className="ink" style={choiceLink}>
        {option.label}
      </a>
    </td>
  );
}

const shortLabel = 20;
const bare = { role: 'presentation', cellPadding: 0, cellSpacing: 0, border: 0 } as const;
const title: CSSProperties = {
  fontSize: '17px',
  fontWeight: 600,
  lineHeight: '25px',
  margin: '24px 0 8px',
};
const row: CSSProperties = { fontSize: 0, lineHeight: 0, margin: '0 -2px' };
const end: CSSProperties = {
  ...ink,
  color: '#656c75',
  fontSize: '13px',
  lineHeight: '20px',
  verticalAlign: 'top',
};
const choices: CSSProperties = { margin: '0 0 8px', borderCollapse: 'separate' };
const choice: CSSProperties = {
  border: '1px solid #c9ced4',
  borderRadius: '8px',
  backgroundColor: '#ffffff',
};
const choiceLink: CSSProperties = {
  ...ink,
  display: 'block',
  padding: '10px 16px',
  fontSize: '17px',
  lineHeight: '24px',
  textDecoration: 'none',
};
