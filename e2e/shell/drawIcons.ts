// node e2e/shell/drawIcons.ts: the PNGs in resources from the SVGs there, drawn by Chromium. Run after changing a drawing.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const here = join(import.meta.dirname, '../../resources')
const pictures: [svg: string, png: string, size: number][] = [
  ...[16, 24, 32, 48, 64, 128, 256, 512].map((size): [string, string, number] => [
    size < 48 ? 'tray.svg' : 'icon.svg',
    `icons/${size}x${size}.png`,
    size,
  ]),
  ['icon.svg', 'icon.png', 1024],
  ['tray.svg', 'icons/tray.png', 32],
  ['tray-waiting.svg', 'icons/tray-waiting.png', 32],
  ['waiting.svg', 'icons/waiting.png', 16],
]

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
const page = await browser.newPage()
for (const [svg, png, size] of pictures) {
  await page.setViewportSize({ width: size, height: size })
  const drawing = readFileSync(join(here, svg), 'utf8').replace('<svg ', `<svg width="${size}" height="${size}" `)
  await page.setContent(`<body style="margin:0">${drawing}</body>`)
  await page.screenshot({ path: join(here, png), omitBackground: true })
}
await browser.close()
