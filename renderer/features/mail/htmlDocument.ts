export type Looks = {
  scheme: 'light' | 'dark'
  text: string
  link: string
  font: string
  faces: string
  quoteLine: string
}

/** Whether a mail brings colours of its own: then it stands on white paper, for its author saw it so. */
export const hasColours = (html: string): boolean =>
  /(?:\bbgcolor\s*=|\bcolor\s*[:=]|\bbackground(?:-color)?\s*:)/i.test(html)

const attribute = (text: string) => text.replace(/[&"<]/g, (char) => `&#${char.charCodeAt(0)};`)

/**
 * The document of a mail for a frame without scripts. The server has cleaned the HTML; the policy here is the second wall:
 * nothing runs and nothing is fetched, but images of the mail itself and, once they were asked for, images from outside.
 */
export function htmlDocument(
  html: string,
  options: { looks: Looks; showsRemote: boolean; title: string; language: string },
): string {
  const { looks, showsRemote } = options
  const images = showsRemote ? 'data: blob: https:' : 'data: blob:'
  const isPaper = hasColours(html)
  const body = showsRemote ? html.replaceAll(' data-remote-src="', ' src="') : html
  return `<!doctype html><html lang="${attribute(options.language)}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src ${images}">
<meta name="referrer" content="no-referrer"><title>${attribute(options.title)}</title><style>
${looks.faces}
html { color-scheme: ${isPaper ? 'light' : looks.scheme}; ${isPaper ? 'background: #fff; color: #1b2430' : `background: transparent; color: ${looks.text}`} }
body { margin: ${isPaper ? '10px 12px' : '0'}; font: 14px/1.5 ${looks.font}; overflow-wrap: anywhere; overflow-x: auto; overflow-y: hidden }
body > :first-child { margin-top: 0 } body > :last-child { margin-bottom: 0 }
a { color: ${isPaper ? '#0b6e5f' : looks.link} }
img { max-width: 100%; height: auto } img:not([src]) { display: none }
table { max-width: 100% } pre { white-space: pre-wrap }
blockquote, [data-quote] { margin: 8px 0 0; padding-left: 12px; border-left: 2px solid ${isPaper ? '#e3e6ea' : looks.quoteLine} }
[data-quote] blockquote { margin-left: 0 }
html:not([data-shows-quotes]) [data-quote] { display: none }
</style></head><body>${body}</body></html>`
}
