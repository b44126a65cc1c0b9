const KEY = 'okno.reloadedAt'
const ONCE_IN_MS = 10_000

/**
 * The server has been updated under an open window: a part of the old version can no longer be fetched. The window takes the
 * new version; what is typed is kept by the drafts. Not oftener than once in ten seconds, so a part that is truly gone does
 * not make it spin.
 */
export function reloadWhenReplaced() {
  window.addEventListener('vite:preloadError', () => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0)
    if (Date.now() - last < ONCE_IN_MS) return
    sessionStorage.setItem(KEY, String(Date.now()))
    window.location.reload()
  })
}
