import type { Canvas } from './types'

const MARGIN = 24
const LARGEST = 1

/** Shows the whole drawing beside what stands at the left edge (`insetLeft`, px), and never blows a small one up. */
export function fitTo(container: HTMLElement, canvas: Canvas, insetLeft = 0): void {
  const width = container.clientWidth - insetLeft - 2 * MARGIN
  const height = container.clientHeight - 2 * MARGIN
  if (width <= 0 || height <= 0) return
  canvas.resized()
  const { inner } = canvas.viewbox()
  if (inner.width === 0 || inner.height === 0) return
  const scale = Math.min(width / inner.width, height / inner.height, LARGEST)
  // what is left over is shared by both sides
  const x = inner.x + inner.width / 2 - (insetLeft + MARGIN + width / 2) / scale
  const y = inner.y + inner.height / 2 - container.clientHeight / 2 / scale
  canvas.viewbox({ x, y, width: container.clientWidth / scale, height: container.clientHeight / scale })
}
