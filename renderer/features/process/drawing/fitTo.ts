import type { Canvas } from './types'

/** Leaves room at the edges and never blows a small drawing up. */
export function fitTo(container: HTMLElement, canvas: Canvas): void {
  if (container.clientWidth === 0 || container.clientHeight === 0) return
  canvas.resized()
  const whole = canvas.zoom('fit-viewport', 'auto')
  canvas.zoom(Math.min(whole * 0.9, 1), 'auto')
}
