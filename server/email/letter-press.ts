import { render, toPlainText } from '@react-email/render';
import type { ReactElement } from 'react';

export type Filled = { html: string; text: string };
export type PrintedLetter = (values: Record<string, string>) => Filled;

const slots = /__slot_(\w+?)_7f3a__/;

/** Stands in a letter where each recipient has her own value. */
export const slot = (name: string) => `__slot_${name}_7f3a__`;

/** Renders a letter once (milliseconds) into a function that fills it for a recipient (microseconds). */
export async function printLetter(letter: ReactElement): Promise<PrintedLetter> {
  const html = await render(letter);
  const htmlParts = html.split(slots);
  const textParts = toPlainText(html, { wordwrap: false }).split(slots);
  return (values) => ({
    html: fill(htmlParts, (name) => escapeHtml(values[name] ?? '')),
    text: fill(textParts, (name) => values[name] ?? ''),
  });
}

/** For a letter that goes to one person only. */
export async function printOnce(letter: ReactElement): Promise<Filled> {
  return (await printLetter(letter))({});
}

function fill(parts: string[], valueOf: (name: string) => string): string {
  return parts.map((part, at) => (at % 2 === 0 ? part : valueOf(part))).join('');
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
