import type { Context } from 'hono';

/** A form and a browser want a page; a program that sends JSON wants JSON unless it says otherwise. */
export function wantsPage(c: Context): boolean {
  const accept = c.req.header('accept') ?? '';
  const sendsJson = /^application\/json/i.test(c.req.header('content-type') ?? '');
  return accept.includes('text/html') || (!sendsJson && !accept.includes('json'));
}
