import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** What axe finds wrong on a page, or in parts of it, one line each; nothing when all is well. A part that is not there is a fault. */
export async function violationsOf(page: Page, parts: string[] = []): Promise<string[]> {
  await page.evaluate(await readFile(axePath, 'utf8'))
  return page.evaluate(async (include) => {
    // a panel that is still fading in has not its own contrast yet
    for (const motion of document.getAnimations())
      if (motion.effect?.getComputedTiming().iterations === 1) motion.finish()
    const axe: unknown = Reflect.get(window, 'axe')
    if (typeof axe !== 'object' || axe === null || !('run' in axe) || typeof axe.run !== 'function') return ['no axe']
    const result: { violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] } =
      await axe.run(include.length > 0 ? { include } : document)
    return result.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    )
  }, parts)
}
