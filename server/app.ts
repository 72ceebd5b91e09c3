import { Hono } from 'hono';
import { openAPIRouteHandler } from 'hono-openapi';
import { commitmentRoutes } from './answer/commitment-routes.ts';
import { mailTemplateRoutes } from './answer/letters/mail-template-routes.ts';
import { replyRoutes, inboundRoutes } from './answer/letters/reply-routes.ts';
import { escalationRoutes } from './answer/escalation/routes.ts';
import { alertRoutes } from './answer/alerts/routes.ts';
import { policyRoutes } from './answer/policy/policy-routes.ts';
import { fulfilmentRoutes } from './answer/grants/fulfilment-routes.ts';
import { grantRoutes } from './answer/grants/grant-routes.ts';
import { redemptionRoutes } from './answer/grants/redemption-routes.ts';
import { answerRoutes } from './answer/routes.ts';
import { letterRoutes } from './ask/letters/letter-routes.ts';
import { watchMachines } from './ask/preferences/machine-visits.ts';
import { contactRoutes } from './ask/contact-routes.ts';
import { callRoutes } from './ask/triggers/call-routes.ts';
import { askRoutes } from './ask/routes.ts';
import { deliveryRoutes } from './ask/dispatch/delivery-routes.ts';
import { surveyRoutes } from './ask/surveys/survey-routes.ts';
import { unsubscribeRoutes } from './ask/preferences/unsubscribe-routes.ts';
import { sessionCookie } from './auth/actor.ts';
import { keyRoutes } from './auth/key-routes.ts';
import { may } from './auth/may.ts';
import { sessionRoutes } from './auth/routes.ts';
import { setUpRoutes } from './auth/set-up-routes.ts';
import { staffRoutes } from './auth/staff-routes.ts';
import { companyLogoRoutes, publicLogoRoutes } from './company/logo-routes.ts';
import { codebookRoutes } from './company/codebook-routes.ts';
import { competitorRoutes } from './company/competitor-routes.ts';
import { departmentRoutes } from './company/department-routes.ts';
import { companyRoutes } from './company/routes.ts';
import { customerImporter } from './customers/customer-import.ts';
import { importRoutes } from './customers/import-routes.ts';
import { orderImporter } from './customers/order-import.ts';
import { customerRoutes } from './customers/routes.ts';
import { toldRoutes } from './customers/told-routes.ts';
import type { Deps } from './deps.ts';
import { messageRoutes } from './email/routes.ts';
import { troubleRoutes } from './jobs/routes.ts';
import { liveRoutes } from './events/live-routes.ts';
import type { Env } from './http/env.ts';
import { answer, problem } from './http/problem.ts';
import { plainBodies } from './http/plain-bodies.ts';
import { sameOrigin } from './http/same-origin.ts';
import { securityHeaders } from './http/security-headers.ts';
import { smallBodies } from './http/small-bodies.ts';
import { staticRoutes } from './http/static-files.ts';
import { responseImporter } from './listen/response-import.ts';
import { assignmentRoutes } from './listen/assignment-routes.ts';
import { interviewRoutes } from './listen/interview-routes.ts';
import { lotteryRoutes } from './listen/lottery-routes.ts';
import { previewRoutes } from './listen/preview-routes.ts';
import { rewardCodeRoutes } from './listen/reward-code-routes.ts';
import { respondRoutes } from './listen/routes.ts';
import { slowDown } from './listen/visitor-rates.ts';
import { detailCountRoutes } from './understand/detail-count-routes.ts';
import { heardRoutes, publicHeardRoutes } from './understand/heard/routes.ts';
import { compensationRoutes } from './understand/compensation/routes.ts';
import { departureRoutes } from './understand/departures/routes.ts';
import { staffViewRoutes } from './understand/staff-view-routes.ts';
import { understandRoutes } from './understand/routes.ts';
import { digestStopRoutes, toldColleaguesRoutes } from './understand/told/routes.ts';
import { exportRoutes } from './understand/exports/routes.ts';
import { viewRoutes } from './understand/views/routes.ts';
import { unlisted } from './understand/views/unlisted.ts';
import { departureImporter } from './win-back/departure-import.ts';

const importers = {
  customers: customerImporter,
  orders: orderImporter,
  departures: departureImporter,
  responses: responseImporter,
};

const documentation = {
  info: {
    title: 'Amends',
    version: '1',
    description:
      'The desk\u2019s API. Sign in first, or bring a key made under Settings; errors are RFC 9457 problems.',
  },
  servers: [{ url: '/api' }],
  security: [{ key: [] }, { session: [] }] as Record<string, string[]>[],
  components: {
    securitySchemes: {
      key: {
        type: 'http' as const,
        scheme: 'bearer',
        description: 'An API key, `amd_…`, with the role of an agent or a manager.',
      },
      session: {
        type: 'apiKey' as const,
        in: 'cookie' as const,
        name: sessionCookie,
        description: 'A person who has signed in.',
      },
    },
  },
};

/** Every mount of the product, grouped by who may call it. Each route's own line says it again with `may`. */
export function createApp(deps: Deps) {
  const staffApi = new Hono<Env>()
    .use(sameOrigin)
    // A file to import may be large; it goes to disk as it comes. So may a list of codes.
    .route('/', importRoutes(importers))
    .route('/', rewardCodeRoutes())
    .use(smallBodies)
    .route('/', sessionRoutes())
    .route('/', setUpRoutes())
    .route('/', staffRoutes())
    .route('/', keyRoutes())
    .route('/', companyRoutes())
    .route('/', codebookRoutes())
    .route('/', competitorRoutes())
    .route('/', departmentRoutes())
    .route('/', companyLogoRoutes())
    .route('/', letterRoutes())
    .route('/', customerRoutes())
    .route('/', toldRoutes(importers))
    .route('/', askRoutes())
    .route('/', contactRoutes())
    .route('/', callRoutes())
    .route('/', interviewRoutes())
    .route('/', surveyRoutes())
    .route('/', previewRoutes())
    .route('/', messageRoutes())
    .route('/', understandRoutes())
    .route('/', detailCountRoutes())
    .route('/', toldColleaguesRoutes())
    .route('/', heardRoutes())
    .route('/', departureRoutes())
    .route('/', staffViewRoutes())
    .route('/', compensationRoutes())
    .route('/', exportRoutes())
    .route('/', viewRoutes())
    .route('/', answerRoutes())
    .route('/', commitmentRoutes())
    .route('/', mailTemplateRoutes())
    .route('/', replyRoutes())
    .route('/', assignmentRoutes())
    .route('/', escalationRoutes())
    .route('/', alertRoutes())
    .route('/', policyRoutes())
    .route('/', grantRoutes())
    .route('/', fulfilmentRoutes())
    .route('/', redemptionRoutes())
    .route('/', troubleRoutes())
    .route('/', liveRoutes(deps));

  const described = staffApi.get(
    '/openapi.json',
    may('agent'),
    openAPIRouteHandler(staffApi, { documentation }),
  );

  return (
    new Hono<Env>()
      .onError(problem)
      .notFound((c) => answer(c, 404, { code: 'not_found', detail: 'There is nothing here.' }))
      .use((c, next) => {
        c.set('deps', deps);
        return next();
      })
      .use(plainBodies)
      .use(slowDown(deps))
      .use(watchMachines(deps))
      // Before the headers of the desk: the survey page says its own, stricter ones.
      .route('/', respondRoutes(deps))
      .route('/', publicLogoRoutes())
      .use('/shared/*', unlisted)
      .use('/api/shared/*', unlisted)
      .use(securityHeaders)
      .route('/', unsubscribeRoutes())
      .route('/', deliveryRoutes())
      .route('/', inboundRoutes())
      .route('/', digestStopRoutes())
      .route('/', publicHeardRoutes())
      .route('/', lotteryRoutes())
      .route('/api', described)
      .route('/', staticRoutes())
  );
}

export type AppType = ReturnType<typeof createApp>;
