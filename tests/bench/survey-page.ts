import { gzipSync } from 'node:zlib';
import { closeDeps } from '#server/deps.ts';
import { anAnsweringCompany } from '#tests/support/answering-company.ts';
import { load, requestOf, withDatabase, type BenchRow } from './load.ts';
import { theProduct } from './product.ts';

/** The survey page over HTTP, and how much of it must arrive before the first answer can be given. */
export function benchSurveyPage(amount: number): Promise<BenchRow[]> {
  return withDatabase(async (url) => {
    const { deps, tokens } = await anAnsweringCompany(url, 1000);
    await closeDeps(deps);
    const product = await theProduct(url);
    const headers = { accept: 'text/html' };
    const html = await (await fetch(`${product.origin}/s/${tokens[0]}`, { headers })).text();
    const row = await load(product, {
      name: 'survey page',
      amount,
      request: (n) => requestOf('GET', `/s/${tokens[n % tokens.length]}`),
    });
    await product.stop();
    const answerable = html.slice(0, html.indexOf('</form>'));
    const bytes = `${Buffer.byteLength(answerable)} bytes (${gzipSync(answerable).length} gzip)`;
    return [{ ...row, note: `${row.note}; answerable after ${bytes}, no script needed` }];
  });
}
