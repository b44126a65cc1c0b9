import type { Page } from 'playwright-core'
import type { PageWords } from './chromium.ts'
import { ipcMain } from './ipc.ts'
import { session } from './session.ts'
import { copy, Emitter, hostEvent, strict } from './strict.ts'

type OpenHandler = (details: { url: string; disposition: string }) => { action: string }
type Answer = { value?: unknown; error?: string }

let nextId = 1
export const newId = (): number => nextId++

/** The page side of one window. Events of the page are emitted by BrowserWindow, which opens it. */
export class WebContents extends Emitter {
  id = newId()
  session = session.defaultSession
  page: Page | undefined
  /** The proxy that the program knows this object by. */
  self: WebContents
  private opened: () => Promise<Page>
  private onOpen: OpenHandler | undefined
  private hasPreload = false
  private sending: Promise<unknown> = Promise.resolve()

  constructor(opened: () => Promise<Page>) {
    super()
    this.opened = opened
    this.self = strict('webContents', this)
  }

  getURL = () => this.page?.url() ?? ''
  isDestroyed = () => this.page?.isClosed() ?? false
  isLoading = () => !this.hasPreload
  setWindowOpenHandler = (handler: OpenHandler) => {
    this.onOpen = handler
  }
  reload = () => {
    void this.page?.reload()
  }
  openDevTools = () => {}

  async load(url: string): Promise<void> {
    const page = await this.opened()
    try {
      await page.goto(url)
    } catch (error) {
      this.emit('did-fail-load', hostEvent(), -2, String(error), url, true)
      throw error
    }
  }

  /** Before a document with a preload is there to hear it, a message is lost, as in Electron. */
  send = (channel: string, ...args: unknown[]) => {
    const given = copy(args)
    if (!this.hasPreload || this.isDestroyed()) return
    const emit = ([name, values]: readonly [string, unknown[]]) => {
      const told: unknown = Reflect.get(globalThis, '__hostTold')
      if (typeof told === 'function') told(name, values)
    }
    this.sending = this.sending.then(() => this.page?.evaluate(emit, [channel, given] as const)).catch(() => {})
  }

  async hear(words: PageWords): Promise<Answer | undefined> {
    if (words.type === 'boot') {
      this.hasPreload = true
      return undefined
    }
    if (words.type === 'open') return this.askToOpen(String(words.args[0]))
    const event = {
      ...hostEvent(),
      sender: this.self,
      senderFrame: { url: this.getURL(), parent: null },
      frameId: 1,
      processId: 1,
    }
    if (words.type === 'send') {
      ipcMain.emit(words.channel, event, ...words.args)
      return undefined
    }
    return answer(words, event)
  }

  private askToOpen(url: string): undefined {
    const verdict = this.onOpen?.({ url, disposition: 'foreground-tab' })
    if (verdict?.action !== 'deny')
      throw new Error('stand-in: child windows have no substitute; answer { action: deny }')
  }
}

async function answer(words: PageWords, event: object): Promise<Answer> {
  try {
    const handler = ipcMain.handlers.get(words.channel)
    if (!handler) throw new Error(`No handler registered for '${words.channel}'`)
    return { value: copy(await handler(event, ...words.args)) }
  } catch (error) {
    process.stderr.write(`Error occurred in handler for '${words.channel}': ${error}\n`)
    return { error: `Error invoking remote method '${words.channel}': ${error}` }
  }
}
