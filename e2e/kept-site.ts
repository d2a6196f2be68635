import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, expect, type Page, test as playwrightTest } from '@playwright/test';
import { ON_PROCESSOR_SOONER } from '../scripts/graphics-card.mjs';
import { fakeCameraArguments } from './fake-camera.ts';
import { launchOptions } from './launch-options.ts';
import { readNotice } from './read-notice.ts';
import { type StaticServer, serveFolder, serveStatic } from './static-server.ts';

/** A server of the built site, and a browser whose profile outlives it. Owns both, and the folder of the profile. */
export class KeptSite {
  /** For files that the test writes. */
  readonly folder: string;
  private server: StaticServer | undefined;
  private context: BrowserContext | undefined;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Serves the site below a path, as on many a host. @returns the site's address */
  async serve(root = path.resolve('dist')): Promise<string> {
    this.server = await serveFolder(root);
    return `${this.server.origin}/site/`;
  }

  /** The same on a host that answers otherwise than by the names of files. */
  async serveOddly(host: Omit<Parameters<typeof serveStatic>[0], 'folders'>): Promise<string> {
    this.server = await serveStatic({ folders: { '/': path.resolve('dist') }, ...host });
    return `${this.server.origin}/site/`;
  }

  async startBrowser(): Promise<Page> {
    this.context = await chromium.launchPersistentContext(path.join(this.folder, 'profile'), {
      ...(await launchOptions([...ON_PROCESSOR_SOONER, ...fakeCameraArguments])),
      serviceWorkers: 'allow',
    });
    await readNotice(this.context);
    return this.context.pages()[0] ?? (await this.context.newPage());
  }

  async stopServer(): Promise<void> {
    await this.server?.close();
    this.server = undefined;
  }

  async closeBrowser(): Promise<void> {
    await this.context?.close();
    this.context = undefined;
  }
}

/** `test` with `keptSite`, which ends with the test. */
export const test = playwrightTest.extend<{ keptSite: KeptSite }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the other fixtures from this pattern.
  keptSite: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'facecurve-offline-'));
    const keptSite = new KeptSite(folder);
    await use(keptSite);
    await keptSite.closeBrowser();
    await keptSite.stopServer();
    await rm(folder, { recursive: true, force: true });
  },
});

export async function expectOffline(page: Page, state: string): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-offline', state);
}
