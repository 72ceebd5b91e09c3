import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  // A browser that calls itself headless is taken for a mail scanner, not for a person.
  '--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36',
];

/** The browser of the journeys: `AMENDS_BROWSER`, the one inside the development dependency, or the system's. */
export async function findBrowser(): Promise<{ path: string; from: string }> {
  const named = process.env.AMENDS_BROWSER;
  if (named) return { path: named, from: 'AMENDS_BROWSER' };
  const problems: string[] = [];
  for (const candidate of [packagedBrowser, systemBrowser]) {
    try {
      const found = await candidate();
      await (await launch(found.path)).close();
      return found;
    } catch (error) {
      problems.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    }
  }
  throw new Error(
    `No browser for the journeys:\n  ${problems.join('\n  ')}\nInstall Chromium or set AMENDS_BROWSER.`,
  );
}

export function launch(path: string): Promise<Browser> {
  return chromium.launch({ executablePath: path, args: launchArguments });
}

async function packagedBrowser(): Promise<{ path: string; from: string }> {
  // The package unpacks into TMPDIR; a folder of one's own keeps users of one machine apart.
  const folder = join(tmpdir(), `amends-browser-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  // Makes the package unpack the shared libraries a bare machine lacks.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
  // The package lists /tmp/fonts only. Without any font the page crashes at its first form field.
  process.env.FONTCONFIG_PATH ??= folder;
  writeFileSync(join(folder, 'fonts.conf'), fontFolders(folder));
  const { default: packaged } = await import('@sparticuz/chromium');
  const path = await packaged.executablePath();
  process.env.FONTCONFIG_FILE = fontsOf(folder);
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  return { path, from: '@sparticuz/chromium' };
}

function fontFolders(folder: string): string {
  const folders = [join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  ${folders.map((each) => `<dir>${each}</dir>`).join('\n  ')}
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}

// The package looks for its fonts in one fixed folder, and a form without any font crashes the page.
function fontsOf(folder: string): string {
  const path = join(folder, 'amends-fonts.conf');
  const folders = [join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
  writeFileSync(
    path,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders
      .map((fonts) => `<dir>${fonts}</dir>`)
      .join('')}<cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>`,
  );
  return path;
}

async function systemBrowser(): Promise<{ path: string; from: string }> {
  const path = systemBrowsers.find((candidate) => existsSync(candidate));
  if (!path) throw new Error('no Chromium or Chrome in the usual places');
  return { path, from: 'the system' };
}
