import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** Nothing loads from anybody else, nobody frames us, and a link's token goes to nobody in a Referer. */
const usual = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    // Mantine and SurveyJS write style elements; scripts are never inline.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'same-origin',
});

/** The usual headers; a route that says a policy of its own, always a stricter one, keeps it. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  let own: string | null = null;
  await usual(c, async () => {
    await next();
    own = c.res.headers.get('content-security-policy');
  });
  if (own !== null) c.header('content-security-policy', own);
};
