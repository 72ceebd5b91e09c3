import type { Language } from '#surveys/languages.ts';
import type { SurveyDefinition } from '#surveys/survey-definition.ts';
import type { RespondTexts } from './texts.ts';

/** The texts the script may have to say; whatever stands in the markup is not among them. */
export type ScriptTexts = Pick<
  RespondTexts,
  'send' | 'sending' | 'next' | 'back' | 'progress' | 'status' | 'kept'
> & { problem: Partial<RespondTexts['problem']> };

/** What the script needs to take over the form, in the page as `<script type="application/json" id="survey-state">`. */
export type RespondState = {
  /** Names, kinds, conditions and limits only: what the gate judges by. */
  definition: SurveyDefinition;
  language: Language;
  texts: ScriptTexts;
  /** Behind a shared link: nothing may leave the device before Send. */
  isAnonymous?: true;
  /** An answer that was sent already is being corrected. */
  correcting?: true;
  /** Set where a draft is shown to its author: nothing is sent, and sending shows this page. */
  preview?: { thanks: string };
};
