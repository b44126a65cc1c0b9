import type { Page } from 'playwright-core'
import { colleague } from '../e2e/desktop/api.ts'
import { signIn } from '../e2e/setup/okno.ts'
import { largeDrawing } from './designer/largeDrawing.ts'
import { median, quantile, round } from './kit/figures.ts'
import { pause } from './kit/processes.ts'
import { startServer } from './kit/server.ts'

const ELEMENTS = 500
const KEY = 'largeProcess'

/** A drawing of 500 elements in Chromium: from asking for its page to its last shape painted; a key to the frame that shows its edit. */
export async function bench(isShort: boolean) {
  const server = await startServer()
  const administrator = await colleague(server.okno.url, 'admin1')
  const drawing = { name: 'Большой процесс', xml: largeDrawing(KEY, ELEMENTS), revision: 0, basedOn: null }
  await administrator.post(`/processes/${KEY}/draft`, drawing)
  const page = await server.okno.page()
  await signIn(page, server.okno, 'analyst1')
  const openMs: number[] = []
  for (let n = 0; n < (isShort ? 3 : 10); n++) openMs.push(await openToPainted(page))
  const { editMs, selectMs } = await edit(page, isShort ? 40 : 200)
  await server.close()
  return {
    openMs: round(median(openMs), 0),
    editP95Ms: round(quantile(editMs, 0.95), 1),
    openWorstMs: round(quantile(openMs, 1), 0),
    editP50Ms: round(median(editMs), 1),
    editWorstMs: round(quantile(editMs, 1), 1),
    selectP95Ms: round(quantile(selectMs, 0.95), 1),
    elements: ELEMENTS,
    edits: editMs.length,
  }
}

/** In a desktop just loaded, so that the modeler's program comes with it. */
async function openToPainted(page: Page): Promise<number> {
  await page.evaluate(() => {
    location.hash = '#/'
    location.reload()
  })
  await page.getByRole('banner').waitFor()
  await page.waitForLoadState('networkidle')
  return page.evaluate(
    ({ key, last }) =>
      new Promise<number>((resolve) => {
        const started = performance.now()
        const look = () => {
          if (!document.querySelector(`[data-element-id="${last}"]`) || !document.querySelector('.djs-palette'))
            return false
          observer.disconnect()
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)))
          return true
        }
        const observer = new MutationObserver(look)
        observer.observe(document.body, { childList: true, subtree: true })
        location.hash = `#/design/${key}`
      }),
    { key: KEY, last: 'end' },
  )
}

/** Moves, deletions and undos by keys at shapes all over the drawing, the checks and savings of the room going on meanwhile. */
async function edit(page: Page, times: number): Promise<Measured> {
  await page.locator('[data-element-id="task12"]').waitFor()
  await page.evaluate(measureKeys)
  for (let n = 0; n < times; n++) {
    const shape = page.locator(`.djs-shape[data-element-id="task${1 + ((n * 37) % (ELEMENTS - 2))}"]`)
    await shape.click({ force: true })
    // choosing is an act of its own, measured as such
    await pause(250)
    for (const key of ['ArrowRight', 'Delete', 'Control+z']) {
      await page.keyboard.press(key)
      await pause(60)
    }
  }
  return page.evaluate((): Measured => Reflect.get(window, 'measured'))
}

type Measured = { editMs: number[]; selectMs: number[] }

/** From a key or a click to the end of the first frame after what it did. */
function measureKeys() {
  const measured: Measured = { editMs: [], selectMs: [] }
  Reflect.set(window, 'measured', measured)
  const measure = (event: Event, list: number[]) => {
    if (event instanceof KeyboardEvent && event.key === 'Control') return
    requestAnimationFrame(() => setTimeout(() => list.push(performance.now() - event.timeStamp)))
  }
  window.addEventListener('keydown', (event) => measure(event, measured.editMs), { capture: true })
  window.addEventListener('click', (event) => measure(event, measured.selectMs), { capture: true })
}
