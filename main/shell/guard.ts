/** Where our own pages are: a folder of the program, or Vite's server while developing. */
export type OwnPages = { prefix: string }

export const isOwnPage = (url: string, pages: OwnPages): boolean => url.startsWith(pages.prefix)

/** What may leave for the system's browser or mail program; null may not. */
export function externalTarget(text: string): string | null {
  const url = parsed(text)
  return url && ['https:', 'mailto:'].includes(url.protocol) ? url.href : null
}

/** Microphone and camera for our own pages, notifications and copying; nothing else, for nobody else. */
const PERMITTED = new Set(['media', 'notifications', 'clipboard-sanitized-write', 'fullscreen', 'speaker-selection'])
export const mayUse = (permission: string, url: string, pages: OwnPages): boolean =>
  PERMITTED.has(permission) && isOwnPage(url, pages)

type Request = { url: string; resourceType: string }

/**
 * Whom a page may talk to: our own files, the one server it is set to, and pictures over https that a person asked for.
 * The page's own policy cannot name the server, for it is chosen later; this can.
 */
export function mayRequest({ url: text, resourceType }: Request, pages: OwnPages, serverUrl: string): boolean {
  if (isOwnPage(text, pages)) return true
  const url = parsed(text)
  if (!url) return false
  if (['data:', 'blob:', 'devtools:'].includes(url.protocol)) return true
  if (url.protocol === 'https:' && resourceType === 'image') return true
  const server = parsed(serverUrl)
  return server !== null && url.host === server.host && isSameSecurity(url.protocol, server.protocol)
}

const isSameSecurity = (protocol: string, ofServer: string) =>
  ofServer === 'https:' ? ['https:', 'wss:'].includes(protocol) : ['http:', 'ws:'].includes(protocol)

const parsed = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null)
