import { format } from '#client/locales/format.ts';
import type { Language } from '#surveys/languages.ts';
import { fill } from './fill.ts';
import type { RespondTexts } from './texts.ts';

export type RewardCodeProps = {
  code: { text: string; worth: { amountMinor: number; currency: string } | null };
  language: Language;
  texts: RespondTexts;
};

/** The code that an answer without a name is thanked with, to be read, selected or written down. */
export function RewardCode({ code: { text, worth }, language, texts }: RewardCodeProps) {
  const said = texts.page.thanks;
  return (
    <>
      <h2 className="mine">{said.code}</h2>
      <p className="code">
        <bdi dir="ltr" translate="no">
          {text}
        </bdi>
        {worth ? (
          <small>
            {fill(said.codeWorth, { amount: format(language).money(worth.amountMinor, worth.currency) })}
          </small>
        ) : null}
      </p>
      <p>{said.codeOnce}</p>
    </>
  );
}
