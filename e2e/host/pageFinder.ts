import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/** The test's own connection to the Chromium that the program opened: its windows as pages. */
export class PageFinder {
  pages: Page[] = []
  first: Promise<Page>
  private browser: Promise<Browser> | undefined
  private foundFirst: (page: Page) => void = () => {}

  constructor() {
    this.first = new Promise((resolve) => {
      this.foundFirst = resolve
    })
  }
  connect(url: string): void {
    this.browser = chromium.connectOverCDP(url)
  }
  async find(targetId: string): Promise<void> {
    const context = (await this.browser)?.contexts()[0]
    if (!context) return
    const keep = (page: Page) => {
      if (this.pages.includes(page)) return
      this.pages.push(page)
      page.on('close', () => this.pages.splice(this.pages.indexOf(page), 1))
      this.foundFirst(page)
    }
    context.on('page', (page) => void isTarget(context, page, targetId).then((found) => found && keep(page)))
    for (const page of context.pages()) if (await isTarget(context, page, targetId)) keep(page)
  }
  async disconnect(): Promise<void> {
    await (await this.browser)?.close().catch(() => {})
  }
}

async function isTarget(context: BrowserContext, page: Page, targetId: string): Promise<boolean> {
  try {
    const devtools = await context.newCDPSession(page)
    const { targetInfo } = await devtools.send('Target.getTargetInfo')
    await devtools.detach()
    return targetInfo.targetId === targetId
  } catch {
    // the page, or the whole program, was closed while it was looked at
    return false
  }
}
