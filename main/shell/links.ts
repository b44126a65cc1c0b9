/** What a link from outside asks for: a place in the desktop, or a number to call. */
export type Opening = { route: string | null; dial: string | null }

const ROUTE = /^[\w\-/.~%?=&:]{0,400}$/

/** `okno://consumers/…` and `tel:+7…`; anything else is nothing. */
export function readLink(text: string): Opening | null {
  if (/^okno:/i.test(text)) {
    const route = text.slice('okno:'.length).replace(/^\/+/, '').replace(/\/$/, '')
    return ROUTE.test(route) ? { route: `/${route}`, dial: null } : null
  }
  if (/^(tel|callto):/i.test(text)) {
    const dial = phoneOf(text.slice(text.indexOf(':') + 1))
    return dial ? { route: null, dial } : null
  }
  return null
}

/** E.164 where it can be told, else the digits as they stand: short numbers of the own exchange are numbers too. */
function phoneOf(text: string): string | null {
  const written =
    decoded(text)
      .split(';')[0]
      ?.replace(/[\s().-]/g, '') ?? ''
  if (!/^\+?\d{2,15}$/.test(written)) return null
  return /^8\d{10}$/.test(written) ? `+7${written.slice(1)}` : written
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** Windows and Linux hand a link over as an argument of a new process. */
export function linkIn(argv: readonly string[]): Opening | null {
  for (const word of argv) {
    const opening = readLink(word)
    if (opening) return opening
  }
  return null
}
