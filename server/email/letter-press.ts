import { render, toPlainText } from '@react-email/render';
import type { ReactElement } from 'react';

/** A letter filled for a recipient, in each form only once it is asked for. */
export interface Filled {
  html: string;
  text: string;
  /** Both as members of a JSON object in UTF-8, in pieces: those without a slot are encoded once for all recipients. */
  json: () => Uint8Array[];
}
export type PrintedLetter = (values: Record<string, string>) => Filled;

const slots = /__slot_(\w+?)_7f3a__/;

/** Stands in a letter where each recipient has her own value. */
export const slot = (name: string) => `__slot_${name}_7f3a__`;

/** Renders a letter once (milliseconds) into a function that fills it for a recipient (microseconds). */
export async function printLetter(letter: ReactElement): Promise<PrintedLetter> {
  const html = await render(letter);
  const htmlParts = html.split(slots);
  const textParts = toPlainText(html, { wordwrap: false }).split(slots);
  const jsonParts = [encodedParts('"html":"', htmlParts), encodedParts('","text":"', textParts)];
  return (values) => ({
    get html() {
      return fill(htmlParts, (name) => escapeHtml(values[name] ?? ''));
    },
    get text() {
      return fill(textParts, (name) => values[name] ?? '');
    },
    json: () => {
      const [html = [], text = []] = jsonParts;
      return [...encodedFill(html, values, escapeHtml), ...encodedFill(text, values), closing];
    },
  });
}

/** For a letter that goes to one person only. */
export async function printOnce(letter: ReactElement): Promise<Filled> {
  return (await printLetter(letter))({});
}

function fill(parts: string[], valueOf: (name: string) => string): string {
  return parts.map((part, at) => (at % 2 === 0 ? part : valueOf(part))).join('');
}

const inString = (value: string) => JSON.stringify(value).slice(1, -1);
const closing = Buffer.from('"');

/** As `parts`, but what stands between the slots is JSON in UTF-8. */
function encodedParts(opening: string, parts: string[]): (Uint8Array | string)[] {
  return parts.map((part, at) => {
    if (at % 2 === 1) return part;
    return Buffer.from(`${at === 0 ? opening : ''}${inString(part)}`);
  });
}

function encodedFill(
  parts: (Uint8Array | string)[],
  values: Record<string, string>,
  escape = (value: string) => value,
): Uint8Array[] {
  const known = new Map<string, Uint8Array>();
  return parts.map((part) => {
    if (typeof part !== 'string') return part;
    const value = known.get(part) ?? Buffer.from(inString(escape(values[part] ?? '')));
    known.set(part, value);
    return value;
  });
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};

export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
