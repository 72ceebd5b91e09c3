import { Hono, type Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { nearestLanguage } from '#client/locales/languages.ts';
import type { StatePage } from '#client/respond/page.tsx';
import { respondAssets } from '#client/respond/respond-assets.ts';
import { projectRoot } from '#db/project-root.ts';
import { company } from '#db/schema/company.ts';
import type { SoFar } from '#surveys/form-steps.ts';
import { LONGEST_NAME } from '#surveys/survey-definition.ts';
import { answerability } from '../ask/invitation.ts';
import { may } from '../auth/may.ts';
import { companyDefaults } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../http/env.ts';
import { answer } from '../http/problem.ts';
import { validate } from '../http/validate.ts';
import { anonymousPages } from './anonymous-pages.ts';
import { answerSize } from './answer-size.ts';
import { answeringRoutes } from './answering-routes.ts';
import { partialAnswersOf, savePartial } from './keep-partial.ts';
import { noteOpening, noteReached, noteStart } from './note-progress.ts';
import { headersOfAnyPage } from './page-headers.ts';
import { readAnswers } from './read-answers.ts';
import { replies, stateOf } from './replies.ts';
import { languageFor, respondPages, type Page } from './respond-pages.ts';
import { gateOf } from './survey-gates.ts';
import { linkOf } from './survey-link.ts';
import { takeResponse, type Given } from './take-response.ts';

const progress = z.object({ question: z.string().max(LONGEST_NAME) });

/** The customer's page behind a personal link. Reading it records nothing, whoever follows the link (design rule 1). */
export function respondRoutes(deps: Deps) {
  const pages = respondPages(respondAssets(projectRoot));
  const reply = replies(deps, pages);
  const shared = anonymousPages(deps, pages, send);

  /** A page for a person, a problem for a program, with the same status. */
  async function refuse(c: Context, state: StatePage, refusal: Response): Promise<Response> {
    if (!wantsPage(c)) return refusal;
    const [known] = await deps.db.select().from(company);
    const asked = c.req.query('lang') ?? c.req.header('accept-language') ?? known?.locale;
    const whose = known ?? { name: 'Amends', accentColor: companyDefaults.accentColor };
    return send(c, pages.state(state, nearestLanguage(asked), whose), refusal.status as ContentfulStatusCode);
  }

  /** What a person without a script has answered so far. Nothing depends on it, so her page comes whatever becomes of it. */
  async function saveForm(token: string, { answers }: SoFar, given: Given) {
    await savePartial(deps, token, { answers, language: given.language }).catch((error: unknown) =>
      deps.log.warn({ err: error }, 'answers not sent yet were not kept'),
    );
  }

  const tooLong = (c: Context) =>
    refuse(c, 'problem', answer(c, 413, { code: 'invalid', detail: 'The answers are too long.' }));
  const limit = answerSize(tooLong);

  return new Hono<Env>()
    .use('/s/*', async (c, next) => {
      for (const [name, value] of Object.entries(headersOfAnyPage)) c.header(name, value);
      await next();
      if (c.error) c.res = await refuse(c, 'problem', c.res);
    })
    .route('/', answeringRoutes(deps))
    .get('/s/:token', may('anyone'), async (c) => {
      const token = c.req.param('token');
      const link = await linkOf(deps.db, token);
      if (!link) return (await shared.show(c, token)) ?? refuse(c, 'unknown', unknownLink(c));
      const language = languageFor(c.req.query('lang'), link);
      const standing = answerability(link.invitation, link.wave, deps.now());
      if (standing !== 'open') {
        const { state, status } = stateOf[standing];
        return send(c, pages.state(state, language, link.company), status);
      }
      const gate = await gateOf(deps.db, link.invitation.surveyVersionId);
      const preselection = { question: c.req.query('q'), answer: c.req.query('a') };
      const versionId = link.invitation.surveyVersionId;
      const saved = await partialAnswersOf(deps.db, link.invitation);
      if (saved) return send(c, pages.resumed({ link, token, gate }, { language, preselection, saved }), 200);
      return send(c, pages.fresh({ link, token, gate, versionId }, { language, preselection }), 200);
    })
    .post('/s/:token', may('anyone'), limit, async (c) => {
      const read = readAnswers(c.req.header('content-type'), await c.req.text());
      if ('refused' in read) return refuse(c, 'problem', unreadable(c, read.refused));
      const outcome = await takeResponse(deps, c.req.param('token'), read.given);
      if (outcome.outcome === 'unknown') {
        const taken = await shared.take(c, c.req.param('token'), read.given);
        return taken ?? refuse(c, 'unknown', unknownLink(c));
      }
      if ('form' in outcome && outcome.form) await saveForm(c.req.param('token'), outcome.form, read.given);
      if (!wantsPage(c)) return reply.asJson(c, outcome);
      const { page, status } = await reply.asPage(c.req.param('token'), outcome, read.given);
      return send(c, page, status);
    })
    .post('/s/:token/start', may('anyone'), limit, async (c) => {
      await noteStart(deps, c.req.param('token'));
      return c.body(null, 204);
    })
    .post('/s/:token/opening', may('anyone'), limit, async (c) => {
      await noteOpening(deps, c.req.param('token'));
      return c.body(null, 204);
    })
    .post('/s/:token/progress', may('anyone'), limit, validate('json', progress), async (c) => {
      await noteReached(deps, c.req.param('token'), c.req.valid('json').question);
      return c.body(null, 204);
    });
}

function send(c: Context, { html, policy }: Page, status: ContentfulStatusCode): Response {
  return c.html(html, status, { 'content-security-policy': policy });
}

/** A form and a browser want a page; a program that sends JSON wants JSON unless it says otherwise. */
function wantsPage(c: Context): boolean {
  const accept = c.req.header('accept') ?? '';
  const sendsJson = /^application\/json/i.test(c.req.header('content-type') ?? '');
  return accept.includes('text/html') || (!sendsJson && !accept.includes('json'));
}

function unknownLink(c: Context): Response {
  return answer(c, 404, { code: 'not_found', detail: 'We do not know this link.' });
}

function unreadable(c: Context, why: 'content-type' | 'unreadable'): Response {
  return why === 'content-type'
    ? answer(c, 415, { code: 'invalid', detail: 'Send a form, or JSON.' })
    : answer(c, 400, { code: 'invalid', detail: 'The answers cannot be read.' });
}
