import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const at = (path: string) => resolve(import.meta.dirname, path)

/** Each is a folder of `renderer` with its own index.html; the root page lists their addresses. */
const PAGES = ['desktop', 'portal', 'widget', 'caller', 'mailbox', 'phone-page']
const pages = PAGES.map((name) => [name, at(`renderer/${name}/index.html`)] as const).filter(([, file]) =>
  existsSync(file),
)

/**
 * The same policy on every page. `connect-src` is wide because the packaged desktop is a file that talks to whichever server it is
 * set to; in a browser the server's own header narrows it to itself. Absent while developing: Vite's refresh needs inline scripts.
 */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob: https:",
  "media-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self' http: https: ws: wss: data: blob:",
  "worker-src 'self' blob:",
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ')

const contentSecurityPolicy = (): Plugin => ({
  name: 'okno-content-security-policy',
  apply: 'build',
  transformIndexHtml: (html) =>
    html.includes('Content-Security-Policy')
      ? html
      : {
          html,
          tags: [
            {
              tag: 'meta',
              attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
              injectTo: 'head-prepend',
            },
          ],
        },
})

// One bundle, so that of all dependencies only the native module has to be packaged beside it.
const BUNDLED = ['axios', 'socket.io-client', 'ws', 'zod']
const main = existsSync(at('main/start.ts'))
  ? {
      main: {
        build: {
          outDir: at('out/main'),
          lib: { entry: at('main/start.ts') },
          externalizeDeps: { exclude: BUNDLED },
        },
      },
    }
  : {}
// A sandboxed preload must be one CommonJS file: everything is bundled.
const preload = existsSync(at('preload/index.ts'))
  ? {
      preload: {
        build: {
          outDir: at('out/preload'),
          externalizeDeps: false,
          lib: { entry: at('preload/index.ts'), formats: ['cjs' as const] },
        },
      },
    }
  : {}

export default defineConfig({
  ...main,
  ...preload,
  renderer: {
    root: at('renderer'),
    base: './',
    plugins: [react(), contentSecurityPolicy()],
    // the form builder and the form viewer bring a preact each, and hooks of one fail in components of the other
    resolve: { dedupe: ['preact'] },
    build: {
      outDir: at('out/renderer'),
      target: 'chrome120',
      minify: true,
      cssMinify: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: { index: at('renderer/index.html'), ...Object.fromEntries(pages) } },
    },
  },
})
