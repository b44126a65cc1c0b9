import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app, type BrowserWindow } from 'electron'
import type { OwnPages } from './guard.ts'

/** Set by `electron-vite dev`: pages come from its server. */
const devServer = process.env.ELECTRON_RENDERER_URL
const built = (...parts: string[]) => join(app.getAppPath(), 'out', ...parts)

export const ownPages = (): OwnPages => ({ prefix: devServer ?? `${pathToFileURL(built('renderer')).href}/` })
export const preloadFile = (): string => built('preload', 'index.cjs')
export const hasPage = (name: string): boolean =>
  Boolean(devServer) || existsSync(built('renderer', name, 'index.html'))

export async function loadPage(window: BrowserWindow, name: string): Promise<void> {
  if (devServer) await window.loadURL(`${devServer}/${name}/index.html`)
  else await window.loadFile(built('renderer', name, 'index.html'))
}

export const iconFile = (name: string): string =>
  join(app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources'), 'icons', name)
