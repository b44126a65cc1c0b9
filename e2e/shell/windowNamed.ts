import type { Page } from 'playwright-core'
// for `window.desktop`
import type {} from '../../renderer/api/desktop.ts'
import type { DesktopApp } from '../host/launch.ts'

/** The window with this page, once it has come up. */
export async function windowNamed(app: DesktopApp, name: string, patienceMs = 90_000): Promise<Page> {
  const deadline = Date.now() + patienceMs
  while (Date.now() < deadline) {
    const found = app.windows().find((window) => window.url().includes(`/${name}/`))
    if (found) {
      await found.waitForLoadState('load')
      return found
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`no window ${name} in ${patienceMs} ms`)
}
