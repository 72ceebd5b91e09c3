import { gzipSync } from 'node:zlib';
import { closeDeps } from '#server/deps.ts';
import { anAnsweringCompany } from '#tests/support/answering-company.ts';
import { benchServer, load, withDatabase, type BenchRow } from './load.ts';

/** The survey page over HTTP, and how much of it must arrive before the first answer can be given. */
export function benchSurveyPage(amount: number): Promise<BenchRow[]> {
  return withDatabase(async (url) => {
    const { deps, tokens } = await anAnsweringCompany(url, 100);
    const server = await benchServer(url);
    const headers = { accept: 'text/html' };
    const html = await (await fetch(`${server.origin}/s/${tokens[0]}`, { headers })).text();
    let sent = 0;
    const row = await load(server.origin, {
      name: 'survey page',
      amount,
      next: () => ({ method: 'GET', path: `/s/${tokens[sent++ % tokens.length]}`, headers }),
    });
    await server.stop();
    await closeDeps(deps);
    const answerable = html.slice(0, html.indexOf('</form>'));
    const bytes = `${Buffer.byteLength(answerable)} bytes (${gzipSync(answerable).length} gzip)`;
    return [{ ...row, note: `${row.note}; answerable after ${bytes}, no script needed` }];
  });
}
