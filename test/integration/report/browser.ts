/** Chromium without a window and without a network, for pages of ours. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { installInCi } from '../../support/skip.ts';

const executablePath = '/usr/bin/chromium';
/** A machine that does something else meanwhile must not fail us. */
const patienceMs = 60_000;

/** Where there is no browser, the suite is skipped with the reason; in CI it is installed, or that is an error. */
export const requireBrowser = async (context: Mocha.Context): Promise<Browser> => {
  context.timeout(10 * patienceMs);
  if (!existsSync(executablePath)) await installInCi(context, executablePath, 'chromium');
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND'];
  // Its profile is a new folder each time, which goes with it.
  return chromium.launch({ executablePath, args, timeout: patienceMs });
};

export interface Opened {
  readonly page: Page;
  /** Errors, warnings and refusals of the security policy: whatever the console shows. */
  readonly complaints: readonly string[];
  /** Every address that was asked for. */
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

export const openFile = async (browser: Browser, file: string, options: BrowserContextOptions = {}): Promise<Opened> => {
  const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`file://${file}`);
  return { page, complaints, requests, close: () => context.close() };
};
