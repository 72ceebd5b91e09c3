import { Hono } from 'hono';
import { respondAssets } from '#client/respond/respond-assets.ts';
import { projectRoot } from '#db/project-root.ts';
import type { SoFar } from '#surveys/form-steps.ts';
import { isLanguage } from '#surveys/languages.ts';
import { answerability } from '../ask/invitation.ts';
import { may } from '../auth/may.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../http/env.ts';
import { anonymousPages } from './anonymous-pages.ts';
import { answerSize } from './answer-size.ts';
import { answeringRoutes } from './answering-routes.ts';
import { comeAgainWhenFull } from './busy.ts';
import { correctResponse } from './corrections.ts';
import { partialAnswersOf, savePartial } from './keep-partial.ts';
import { noteOpening } from './note-progress.ts';
import { sayHeadersOfAnyPage } from './page-headers.ts';
import { readAnswers } from './read-answers.ts';
import { refusedPages, tooLong, unknownLink, unreadable } from './refused-pages.ts';
import { replies, stateOf } from './replies.ts';
import { languageFor, respondPages } from './respond-pages.ts';
import { sendPage } from './send-page.ts';
import { gateOf } from './survey-gates.ts';
import { linkOf } from './survey-link.ts';
import { takeResponse, type Given } from './take-response.ts';
import { visitorOf } from './visitor-rates.ts';
import { wantsPage } from './wants-page.ts';

/** The customer's page behind a personal link. Reading it records nothing, whoever follows the link (design rule 1). */
export function respondRoutes(deps: Deps) {
  const pages = respondPages(respondAssets(projectRoot));
  const refuse = refusedPages(deps, pages);
  const reply = replies(deps, pages);
  const shared = anonymousPages(deps, pages);
  const addressOf = visitorOf(deps);

  /** What a person without a script has answered so far. Nothing depends on it, so her page comes whatever becomes of it. */
  async function saveForm(token: string, { answers }: SoFar, given: Given) {
    await savePartial(deps, token, { answers, language: given.language }).catch((error: unknown) =>
      deps.log.warn({ err: error }, 'answers not sent yet were not kept'),
    );
  }

  const limit = answerSize((c) => refuse(c, 'problem', tooLong(c)));

  return new Hono<Env>()
    .use('/s/*', async (c, next) => {
      sayHeadersOfAnyPage(c);
      await next();
      if (c.error) c.res = await refuse(c, 'problem', c.res);
    })
    .use('/s/*', limit, comeAgainWhenFull(deps, pages))
    .route('/', answeringRoutes(deps, pages, refuse))
    .get('/s/:token', may('anyone'), async (c) => {
      const token = c.req.param('token');
      // The kept page knows no token, so its way out leads through here.
      if (c.req.query('unsubscribe') !== undefined) return c.redirect(wayOut(token, c.req.query('lang')));
      const link = await linkOf(deps.db, token);
      if (!link) return (await shared.show(c, token)) ?? refuse(c, 'unknown', unknownLink(c));
      const language = languageFor(c.req.query('lang'), link);
      const standing = answerability(link.invitation, link.wave, deps.now());
      if (standing === 'answered') {
        const isCorrecting = c.req.query('correct') !== undefined;
        return sendPage(c, await reply.answered(link, token, { language, isCorrecting }), 200);
      }
      if (standing !== 'open') {
        const { state, status } = stateOf[standing];
        return sendPage(c, pages.state(state, language, link.company), status);
      }
      const gate = await gateOf(deps.db, link.invitation.surveyVersionId);
      const preselection = { question: c.req.query('q'), answer: c.req.query('a') };
      const versionId = link.invitation.surveyVersionId;
      const saved = await partialAnswersOf(deps.db, link.invitation);
      const page = saved
        ? pages.resumed({ link, gate }, { language, preselection, saved })
        : await pages.fresh({ link, gate, versionId }, { language, preselection });
      return sendPage(c, page, 200);
    })
    .post('/s/:token', may('anyone'), async (c) => {
      const read = readAnswers(c.req.header('content-type'), await c.req.text());
      if ('refused' in read) return refuse(c, 'problem', unreadable(c, read.refused));
      const take = read.given.isCorrecting ? correctResponse : takeResponse;
      const visitor = {
        address: addressOf(c),
        userAgent: c.req.header('user-agent') ?? '',
        acceptLanguage: c.req.header('accept-language') ?? '',
      };
      const outcome = await take(deps, c.req.param('token'), { ...read.given, visitor });
      if (outcome.outcome === 'unknown') {
        const taken = await shared.take(c, c.req.param('token'), read.given);
        return taken ?? refuse(c, 'unknown', unknownLink(c));
      }
      if ('form' in outcome && outcome.form) await saveForm(c.req.param('token'), outcome.form, read.given);
      if (!wantsPage(c)) return reply.asJson(c, outcome);
      const { page, status } = await reply.asPage(c.req.param('token'), outcome, read.given);
      return sendPage(c, page, status);
    })
    .post('/s/:token/opening', may('anyone'), async (c) => {
      await noteOpening(deps, c.req.param('token'));
      return c.body(null, 204);
    });
}

const wayOut = (token: string, language: string | undefined): string =>
  `/u/${encodeURIComponent(token)}${isLanguage(language) ? `?lang=${language}` : ''}`;
