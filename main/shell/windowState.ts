import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { writeFileSafely } from '../keyring/writeFileSafely.ts'

const Rectangle = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
})
export type Rectangle = z.infer<typeof Rectangle>
const WindowState = z.object({ bounds: Rectangle, isMaximized: z.boolean() })
export type WindowState = z.infer<typeof WindowState>

export const SMALLEST = { width: 1024, height: 640 }
const FIRST = { width: 1440, height: 900 }
/** So much of the title bar must be on a screen that the window can be caught hold of. */
const GRIP = { width: 120, height: 32 }

/** Where the window stood, unless that monitor is gone or smaller now. `screens` are work areas, the primary one first. */
export function placeWindow(saved: WindowState | null, screens: readonly [Rectangle, ...Rectangle[]]): WindowState {
  if (saved) {
    const home = screens.find((screen) => isHeld(saved.bounds, screen))
    if (home) return { ...saved, bounds: fitted(saved.bounds, home) }
  }
  return { bounds: centred(screens[0]), isMaximized: saved?.isMaximized ?? false }
}

function isHeld(bounds: Rectangle, screen: Rectangle): boolean {
  const visible = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x)
  const isTopOn = bounds.y >= screen.y - GRIP.height && bounds.y <= screen.y + screen.height - GRIP.height
  return visible >= GRIP.width && isTopOn
}

const fitted = (bounds: Rectangle, screen: Rectangle): Rectangle => ({
  ...bounds,
  width: clamp(bounds.width, SMALLEST.width, screen.width),
  height: clamp(bounds.height, SMALLEST.height, screen.height),
})

function centred(screen: Rectangle): Rectangle {
  const width = Math.min(FIRST.width, screen.width)
  const height = Math.min(FIRST.height, screen.height)
  const x = screen.x + Math.round((screen.width - width) / 2)
  return { x, y: screen.y + Math.round((screen.height - height) / 2), width, height }
}

const clamp = (value: number, low: number, high: number) => Math.max(Math.min(low, high), Math.min(value, high))

/** Null for a file that is absent or was spoilt: the window then stands where it does the first time. */
export function readWindowState(file: string): WindowState | null {
  if (!existsSync(file)) return null
  try {
    return WindowState.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}
export const writeWindowState = (file: string, state: WindowState): void =>
  writeFileSafely(file, Buffer.from(JSON.stringify(state)))
