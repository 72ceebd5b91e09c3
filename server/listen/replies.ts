import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { StatePage } from '#client/respond/page.tsx';
import type { Language } from '#surveys/languages.ts';
import type { Answerability } from '../ask/invitation.ts';
import type { Deps } from '../deps.ts';
import { answer } from '../http/problem.ts';
import type { Page } from './packed-page.ts';
import { languageFor, type RespondPages } from './respond-pages.ts';
import { sentResponseOf } from './sent-response.ts';
import { gateOf } from './survey-gates.ts';
import type { SurveyLink } from './survey-link.ts';
import type { Given, Outcome } from './take-response.ts';
import { thanksFor, toldThanks } from './thanks.ts';

type Known = Exclude<Outcome, { outcome: 'unknown' }>;
type Shown = { page: Page; status: ContentfulStatusCode };

/** The page of a link that cannot be answered. */
export const stateOf = {
  answered: { state: 'answered', status: 200 },
  expired: { state: 'expired', status: 410 },
  closed: { state: 'closed', status: 410 },
  'not-asked': { state: 'suppressed', status: 410 },
} as const satisfies Record<
  Exclude<Answerability, 'open'>,
  { state: StatePage; status: ContentfulStatusCode }
>;

/** What a post is answered with. A second one gets what the first got (design rule 2). */
export function replies(deps: Deps, pages: RespondPages) {
  async function asPage(token: string, outcome: Known, given: Given): Promise<Shown> {
    const { link } = outcome;
    const language = languageFor(given.language, link);
    const gate = await gateOf(deps.db, link.invitation.surveyVersionId);
    const { definition } = gate;
    const { isCorrecting } = given;
    switch (outcome.outcome) {
      case 'taken':
      case 'corrected':
      case 'already': {
        const thanks = toldThanks(outcome.thanks, link, deps.now());
        const ways = { path: `/s/${token}` };
        return { page: await pages.thanked(link, language, { gate, thanks, ways }), status: 200 };
      }
      case 'step':
        return {
          page: pages.asked(link, { definition, language, isCorrecting, ...outcome.form }),
          status: 200,
        };
      case 'invalid': {
        const { form, problems } = outcome;
        const soFar = form ?? { answers: shownAgain(given) };
        const page = pages.asked(link, { definition, language, isCorrecting, ...soFar, problems });
        return { page, status: 400 };
      }
      default: {
        const { state, status } = stateOf[outcome.outcome];
        return { page: pages.state(state, language, link.company), status };
      }
    }
  }

  function asJson(c: Context, outcome: Known): Response {
    switch (outcome.outcome) {
      case 'taken':
      case 'corrected':
      case 'already': {
        const thanks = toldThanks(outcome.thanks, outcome.link, deps.now());
        return c.json({ outcome: outcome.outcome, thanks }, outcome.outcome === 'taken' ? 201 : 200);
      }
      case 'step':
        return c.json({ outcome: 'step', step: outcome.form.step });
      case 'invalid': {
        const fields = Object.fromEntries(
          outcome.problems.map(({ question, message }) => [question, message]),
        );
        return answer(c, 400, { code: 'invalid', detail: 'Some answers cannot be used.', fields });
      }
      default:
        return answer(c, 410, { code: outcome.outcome, detail: 'This survey cannot be answered any more.' });
    }
  }

  /** The page of a link that has been answered; with her answers in the form, while they can be changed. */
  async function answered(
    link: SurveyLink,
    token: string,
    { language, isCorrecting }: { language: Language; isCorrecting: boolean },
  ): Promise<Page> {
    const thanks = toldThanks(await thanksFor(deps.db, link), link, deps.now());
    const ways = { path: `/s/${token}` };
    const isShown = isCorrecting && thanks.offers?.correction;
    const sent = isShown ? await sentResponseOf(deps.db, link.invitation.id) : null;
    if (!sent) return pages.answered(link, language, { thanks, ways });
    const { definition } = await gateOf(deps.db, link.invitation.surveyVersionId);
    const { answers } = sent.response;
    return pages.asked(link, { definition, language, answers, isCorrecting: true });
  }

  return { answered, asPage, asJson };
}

/** What a program sent, to stand in the page that says what to mend. */
export function shownAgain(given: Given): Record<string, unknown> {
  if (given.via !== 'json' || typeof given.answers !== 'object' || given.answers === null) return {};
  return { ...given.answers };
}
