/** The page, as a browser takes it. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { renderHtml } from '../../../src/report/html/page.ts';
import { attacks, renamed } from '../../support/named.ts';
import { largeReport, shopReport } from '../../support/shop-report.ts';
import { createFolder, netproof } from '../cli/process.ts';
import { openFile, requireBrowser } from './browser.ts';
import type { Opened } from './browser.ts';

const recordings = join(import.meta.dirname, '../../fixtures/recordings');
const shownRows = (page: Page): Promise<string[]> => page.locator('table.matrix tbody th:visible').allTextContents();
const shownColumns = (page: Page): Promise<string[]> => page.locator('table.matrix thead th:visible').allTextContents();
const shownFindings = (page: Page): Promise<string[]> => page.locator('#findings .finding:visible .kind').allTextContents();

describe('the HTML report, in Chromium', function () {
  this.timeout(180_000);
  const folder = createFolder();
  let browser: Browser;
  let opened: Opened | undefined;
  before(async function () {
    browser = await requireBrowser(this);
  });
  after(async () => {
    folder.remove();
    await (browser as Browser | undefined)?.close();
  });

  const shop = (): string => folder.write('shop.html', renderHtml(shopReport()));
  const see = async (file: string, options?: Parameters<typeof openFile>[2]): Promise<Page> => {
    const own = await openFile(browser, file, options);
    opened = own;
    return own.page;
  };
  /** Whatever is shown: nothing is complained of, and no other file is asked for. */
  const shows = (name: string, body: () => Promise<void>): Mocha.Test =>
    it(name, async () => {
      try {
        await body();
        expect(opened?.complaints).to.deep.equal([]);
        expect(opened?.requests).to.have.lengthOf(1);
      } finally {
        await opened?.close();
        opened = undefined;
      }
    });

  for (const [name, told] of [['ignored', '▲ LEAK'], ['enforced', '✕ closed']] as const) {
    shows(`shows a recorded run as the command line wrote it: ${name}`, async () => {
      const { code, stdout } = await netproof(['report', '--from', join(recordings, `${name}.json`), '-o', 'html'], {});
      const page = await see(folder.write(`${name}.html`, stdout));
      expect(await page.locator('.outcome').textContent()).to.include(`exit code ${code}`);
      await page.locator('table.matrix td', { hasText: told }).first().click();
      expect(await page.locator('#details').textContent()).to.include('→ redis').and.include('Attempts').and.include('namespace default');
    });
  }

  shows('opens the details of an entry: attempts, evidence, policies, how to see it', async () => {
    const page = await see(shop());
    expect(await page.locator('#details').isVisible()).to.equal(false);
    await page.locator('table.matrix td.leak').nth(1).click();
    const told = await page.locator('#details').textContent();
    for (const words of ['stranger → payments', 'matrix.yaml:24:13', 'pci/payments ingress', '80 of 80 got through', 'kubectl run netproof-look', 'namespace pci']) expect(told).to.include(words);
    await page.locator('table.matrix tr', { hasText: 'stranger' }).locator('td.closed').nth(1).click();
    expect(await page.locator('#details').textContent()).to.include('Evidence: path').and.include('the control source on n1 got through to node n2').and.not.include('payments');
    expect(await page.locator('#details svg rect').count()).to.equal(1);
    expect(await page.evaluate('document.querySelector("#details svg rect").getBoundingClientRect().width > 50')).to.equal(true);
    await page.locator('#close').click();
    expect(await page.locator('#details').isVisible()).to.equal(false);
  });

  shows('opens the same from a finding, from the timeline, and what the canary saw', async () => {
    const page = await see(shop());
    await page.locator('#findings a').first().click();
    expect(await page.locator('#details h3').textContent()).to.equal('batch → payments');
    await page.locator('#timeline a').first().click();
    expect(await page.locator('#details h3').textContent()).to.equal('batch → redis');
    await page.locator('table.canary td.leak').first().click();
    expect(await page.locator('#details').textContent()).to.include('node3: egress, same node, TCP IPv4 pod').and.include('20 of 20 got through');
  });

  shows('can be used by keys alone', async () => {
    const page = await see(shop());
    const focused = (): Promise<unknown> => page.evaluate('document.activeElement.id');
    await page.locator('table.matrix td[tabindex="0"]').focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowLeft', 'ArrowUp']) await page.keyboard.press(key);
    expect(await focused()).to.equal('pair-7');
    await page.keyboard.press('Enter');
    expect([await focused(), await page.locator('#details h3').textContent()]).to.deep.equal(['details-title', 'checkout → redis']);
    await page.keyboard.press('Escape');
    expect([await focused(), await page.locator('#details').isVisible()]).to.deep.equal(['pair-7', false]);
    expect(await page.locator('table.matrix td[tabindex="0"]').count()).to.equal(1);
  });

  shows('filters by finding, namespace and node, and shows all again', async () => {
    const page = await see(shop());
    await page.locator('#kind').selectOption('leak');
    expect([await shownRows(page), await shownColumns(page)]).to.deep.equal([['batch', 'stranger'], ['source \\ target', 'payments']]);
    expect(await shownFindings(page)).to.deep.equal(['▲ leak batch → payments', '▲ leak stranger → payments']);
    expect(await page.locator('#shown').textContent()).to.equal('2 of 35 pairs of source and target');
    await page.locator('#namespace').selectOption({ label: 'default' });
    expect(await shownRows(page)).to.deep.equal(['stranger']);
    await page.locator('#show-all').click();
    expect([(await shownRows(page)).length, (await shownFindings(page)).length]).to.deep.equal([5, 8]);
    await page.locator('#node').selectOption({ label: 'node3' });
    expect([await shownRows(page), (await shownColumns(page)).slice(1)]).to.deep.equal([['web', 'checkout', 'admin', 'batch', 'stranger'], ['redis', 'mysql', 'debug', 'payments', 'queue', 'grafana', 'metadata']]);
    expect(await page.locator('table.matrix td:visible:not(.faded)').count()).to.equal(15);
    expect(await page.locator('table.canary tbody th:visible').allTextContents()).to.deep.equal(['node3']);
  });

  shows('shows intent, policy and reality alone, each as a map of its own', async () => {
    const page = await see(shop());
    const sign = (): Promise<unknown> => page.evaluate('getComputedStyle(document.querySelector("#pair-31"), "::after").content');
    const signs: unknown[] = [await sign()];
    for (const view of ['intent', 'policy', 'reality']) {
      await page.locator('.views label', { hasText: new RegExp(view, 'i') }).click();
      signs.push(await sign());
    }
    expect(signs).to.deep.equal(['none', '"✕"', '"✕"', '"○"']);
  });

  shows('is a document without scripts', async () => {
    const page = await see(shop(), { javaScriptEnabled: false });
    expect(await page.locator('table.matrix td.leak').allTextContents()).to.deep.equal(['▲ LEAKI✕P○R○intent deny, policy allow, reality open', '▲ LEAKI✕P✕R○intent deny, policy deny, reality open']);
    expect((await shownFindings(page)).length).to.equal(8);
    expect([await page.locator('#filters').isVisible(), await page.locator('#details').isVisible(), await page.locator('#how').isVisible()]).to.deep.equal([false, false, false]);
  });

  shows('needs no more width than a narrow window has', async () => {
    const page = await see(shop(), { viewport: { width: 600, height: 900 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(600);
    await page.locator('#pair-21').click();
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(600);
  });

  for (const shift of [0, 5, 10]) {
    shows(`runs nothing that somebody named, wherever it stands: turn ${shift}`, async () => {
      const names = new Map<string, string>();
      const attacked = renamed(shopReport(), (text) => {
        const name = names.get(text) ?? `${attacks[(names.size + shift) % attacks.length]}${text}`;
        names.set(text, name);
        return name;
      });
      const page = await see(folder.write(`attacked-${shift}.html`, renderHtml(attacked)));
      for (const entry of ['table.matrix td.leak', 'table.matrix td.closed.noted', 'table.canary td.leak']) await page.locator(entry).first().click();
      for (const finding of await page.locator('#findings a').all()) await finding.click();
      await page.locator('#kind').selectOption('any');
      expect(await page.evaluate('globalThis.ran')).to.equal(undefined);
      expect(await page.locator('script, style, base, link, img, iframe, object, meta[http-equiv=refresh]').count(), "the page's own").to.equal(3);
      expect(await page.locator('#details .finding').count()).to.be.above(0);
    });
  }

  shows('shows a canary alone', async () => {
    const page = await see(folder.write('canary.html', renderHtml({ ...shopReport(), cells: [], findings: [], sources: [], targets: [] })));
    await page.locator('table.canary td.noted').first().click();
    expect(await page.locator('#details').textContent()).to.include('node2: ingress').and.include("open until 420 ms of the pod's life");
    expect(await page.locator('table.matrix, #filters').count()).to.equal(0);
  });

  shows('opens with ten thousand entries', async () => {
    const file = folder.write('large.html', renderHtml(largeReport(200, 50)));
    expect(statSync(file).size).to.be.below(6_000_000);
    const page = await see(file);
    await page.locator('table.matrix td.leak').first().click();
    expect(await page.locator('#details h3').textContent()).to.equal('source-4 → target-31');
    await page.locator('#kind').selectOption('leak');
    expect(await page.locator('#shown').textContent()).to.equal('80 of 10000 pairs of source and target');
  });
});

describe('the security policy of the HTML report, in Chromium', function () {
  this.timeout(180_000);
  const folder = createFolder();
  let browser: Browser;
  before(async function () {
    browser = await requireBrowser(this);
  });
  after(async () => {
    folder.remove();
    await (browser as Browser | undefined)?.close();
  });

  /** What would have happened had markup got through after all: put behind the page's own, as it was written. */
  for (const [name, markup] of [
    ['a script', '<script>globalThis.ran = 1</script>'],
    ['a handler', '<img src="x" onerror="globalThis.ran = 2">'],
    ['a style', '<p style="color: rgb(1, 2, 3)" id="styled">x</p><style>body { color: rgb(1, 2, 3) }</style>'],
    ['a picture', '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" onload="globalThis.ran = 3">'],
  ] as const) {
    it(`refuses ${name} of another`, async () => {
      const { page, complaints, close } = await openFile(browser, folder.write('open.html', renderHtml(shopReport()).replace('</main>', `${markup}</main>`)));
      expect(await page.evaluate('[globalThis.ran, getComputedStyle(document.body).color === "rgb(1, 2, 3)", [...document.querySelectorAll("#styled")].some((one) => getComputedStyle(one).color === "rgb(1, 2, 3)")]')).to.deep.equal([undefined, false, false]);
      expect(complaints.join('\n')).to.include('Content Security Policy');
      await close();
    });
  }

  it('is that of a page whose script and style are the very ones', () => expect(readFileSync(folder.write('whole.html', renderHtml(shopReport())), 'utf8')).to.match(/script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+';/));
});
