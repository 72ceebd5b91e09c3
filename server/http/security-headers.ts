import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/**
 * Nothing loads from anybody else, nobody frames us, and a link's token goes to nobody in a Referer. A route that sets
 * a content security policy of its own keeps it.
 */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  let own: string | null = null;
  await forEveryPage(c, async () => {
    await next();
    own = c.res.headers.get(policy);
  });
  if (own !== null) c.res.headers.set(policy, own);
};

const policy = 'content-security-policy';

const forEveryPage = secureHeaders({
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
