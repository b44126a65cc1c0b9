import type { Page } from 'playwright-core'
import { signIn } from '../e2e/setup/okno.ts'
import { quantile, round } from './kit/figures.ts'
import { startServer } from './kit/server.ts'
import { withTenThousand } from './kit/tenThousand.ts'

// One frame of 60 Hz (16.7 ms): the clock of pages counts in tenths and trembles by one or two; a frame that is missed shows as 33
const FRAME_MS = 17

/** A consumer with 10,000 entries: the first page from the server, open to painted, and the frames of a scroll through all of it. */
export async function bench(isShort: boolean) {
  const server = await startServer()
  const consumerId = await withTenThousand(server)
  const { token } = await server.signIn('agent1')
  const serverMs = await askFirstPage(server.okno.url, consumerId, token, isShort ? 100 : 500)
  const page = await server.okno.page({ viewport: { width: 1366, height: 768 } })
  await signIn(page, server.okno, 'agent1')
  const openMs: number[] = []
  for (let n = 0; n < (isShort ? 8 : 30); n++) openMs.push(await openToPainted(page, consumerId))
  await page.waitForLoadState('networkidle')
  const frames = await scrollThrough(page)
  await server.close()
  return {
    serverP95Ms: round(quantile(serverMs, 0.95)),
    openP95Ms: round(quantile(openMs, 0.95)),
    framesUnder17MsPct: round((100 * frames.filter((ms) => ms < FRAME_MS).length) / frames.length),
    framesAtMost16_75MsPct: round((100 * frames.filter((ms) => ms <= 16.75).length) / frames.length),
    serverP50Ms: round(quantile(serverMs, 0.5)),
    openP50Ms: round(quantile(openMs, 0.5)),
    worstFrameMs: round(quantile(frames, 1)),
    frames: frames.length,
    entries: 10_000,
  }
}

async function askFirstPage(url: string, consumerId: string, token: string, times: number) {
  const took: number[] = []
  for (let n = 0; n < times; n++) {
    const started = performance.now()
    const answer = await fetch(`${url}/api/consumers/${consumerId}/timeline?limit=50`, {
      headers: { authorization: `Bearer ${token}` },
    })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`the timeline answered ${answer.status}`)
    took.push(performance.now() - started)
  }
  // the first ones warm the connection and the plan
  return took.slice(20)
}

/** From asking for the consumer's page, in a desktop just loaded, to the frame after its entries stand there. */
async function openToPainted(page: Page, consumerId: string): Promise<number> {
  await page.evaluate(() => {
    location.hash = '#/'
    location.reload()
  })
  await page.getByRole('banner').waitFor()
  await page.waitForLoadState('networkidle')
  return page.evaluate((id) => {
    return new Promise<number>((resolve) => {
      const started = performance.now()
      const look = () => {
        if (document.querySelector('main article'))
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)))
        else requestAnimationFrame(look)
      }
      location.hash = `#/consumers/${id}`
      requestAnimationFrame(look)
    })
  }, consumerId)
}

/** Scrolls to the oldest entry at the speed of a thrown wheel, loading pages on the way; answers the time between frames. */
function scrollThrough(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const found = document.querySelector('main article')?.closest('section')
    if (!(found instanceof HTMLElement)) throw new Error('no scrolling element')
    const scroller = found
    return new Promise<number[]>((resolve) => {
      const deltas: number[] = []
      let last = performance.now()
      let still = 0
      const step = (at: number) => {
        deltas.push(at - last)
        last = at
        const before = scroller.scrollTop
        scroller.scrollTop -= 300
        still = scroller.scrollTop === before && before <= 0 ? still + 1 : 0
        if (still > 120 || deltas.length > 20_000) resolve(deltas.slice(2))
        else requestAnimationFrame(step)
      }
      requestAnimationFrame(step)
    })
  })
}
