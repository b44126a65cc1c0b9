import sanitize from 'sanitize-html'

export type CleanHtml = { html: string; remoteImages: number }

const BLOCKS = [
  'p',
  'div',
  'blockquote',
  'pre',
  'hr',
  'br',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'center',
]
const INLINES = [
  'a',
  'b',
  'i',
  'u',
  's',
  'em',
  'strong',
  'small',
  'big',
  'sub',
  'sup',
  'del',
  'ins',
  'mark',
  'code',
  'kbd',
  'q',
  'cite',
  'span',
  'font',
  'abbr',
  'img',
]
const TABLES = ['table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th']
/** Their text is not for reading. */
const SILENT = [
  'script',
  'style',
  'textarea',
  'option',
  'noscript',
  'title',
  'svg',
  'math',
  'object',
  'iframe',
  'template',
  'xmp',
  'noembed',
  'noframes',
  'plaintext',
  'audio',
  'video',
  'select',
]

const SIZE = /^-?(?:\d{1,4}(?:\.\d+)?)(?:px|pt|em|rem|%|cm|mm|in)?$/i
const SIZES = /^(?:-?\d{1,4}(?:\.\d+)?(?:px|pt|em|rem|%|cm|mm|in)?\s*){1,4}$/i
const COLOR = /^(?:#[0-9a-f]{3,8}|rgba?\(\s*[\d.,%\s/]+\)|[a-z]{3,20})$/i
const WORD = /^[a-z-]{1,30}$/i
const BORDER =
  /^(?:(?:\d{1,2}(?:\.\d+)?(?:px|pt)?|solid|dashed|dotted|double|none|medium|thin|thick|#[0-9a-f]{3,8}|rgba?\(\s*[\d.,%\s/]+\)|[a-z]{3,20})\s*){1,3}$/i

/** What a style may say: looks, never a place over the page, a link to the outside or an expression. */
const STYLES: Record<string, RegExp[]> = {
  ...Object.fromEntries(['color', 'background-color', 'border-color'].map((name) => [name, [COLOR]])),
  background: [COLOR],
  'font-size': [SIZE, WORD],
  'font-weight': [WORD, /^\d00$/],
  'font-family': [/^[\w\s,'"-]{1,200}$/u],
  'line-height': [SIZE, WORD],
  ...Object.fromEntries(
    [
      'font-style',
      'text-align',
      'text-decoration',
      'vertical-align',
      'white-space',
      'list-style-type',
      'text-transform',
      'border-collapse',
      'border-style',
    ].map((name) => [name, [WORD]]),
  ),
  ...Object.fromEntries(
    [
      'width',
      'height',
      'max-width',
      'min-width',
      'max-height',
      'text-indent',
      'border-spacing',
      'border-radius',
      'border-width',
    ].map((name) => [name, [SIZE, /^auto$/]]),
  ),
  ...Object.fromEntries(['margin', 'padding'].map((name) => [name, [SIZES, /^0 auto$/]])),
  ...Object.fromEntries(
    ['top', 'right', 'bottom', 'left'].flatMap((side) => [
      [`margin-${side}`, [SIZE, /^auto$/]],
      [`padding-${side}`, [SIZE]],
      [`border-${side}`, [BORDER]],
    ]),
  ),
  border: [BORDER],
}

type Found = { remoteImages: number }
type Attributes = Record<string, string>

/**
 * HTML of a stranger made safe to show: nothing runs, nothing is fetched, nothing covers the page. `inlineOf` gives the
 * position of the attachment a `cid:` names.
 */
export function cleanHtml(dirty: string, inlineOf: (cid: string) => number | null): CleanHtml {
  const found: Found = { remoteImages: 0 }
  const html = sanitize(dirty, {
    allowedTags: [...BLOCKS, ...INLINES, ...TABLES],
    nonTextTags: SILENT,
    nestingLimit: 200,
    allowedAttributes: {
      '*': ['style', 'dir', 'lang', 'title', 'align', 'valign', 'bgcolor', 'width', 'height', 'data-quote'],
      a: ['href', 'target', 'rel'],
      img: ['src', 'alt', 'data-inline', 'data-remote-src'],
      font: ['color', 'size', 'face'],
      table: ['border', 'cellpadding', 'cellspacing'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
      col: ['span'],
      ol: ['start', 'type'],
    },
    allowedStyles: { '*': STYLES },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    parseStyleAttributes: true,
    transformTags: {
      a: (_tag, attributes) => ({ tagName: 'a', attribs: cleanLink(attributes) }),
      img: (_tag, attributes) => ({ tagName: 'img', attribs: cleanImage(attributes, inlineOf, found) }),
      '*': (tagName, attributes) => ({ tagName, attribs: withoutOddSizes(attributes) }),
    },
    exclusiveFilter: (frame) => frame.tag === 'img' && !hasSource(frame.attribs),
  })
  return { html, remoteImages: found.remoteImages }
}

const hasSource = (attributes: Attributes) =>
  ['src', 'data-inline', 'data-remote-src'].some((name) => attributes[name] !== undefined)

const withoutOddSizes = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name, value]) => !isSize(name) || /^\d{1,4}%?$/.test(value)))

const isSize = (name: string) => name === 'width' || name === 'height'

function cleanLink(attributes: Attributes): Attributes {
  const { target: _target, rel: _rel, href, ...rest } = attributes
  if (!href || !/^(?:https?:|mailto:|tel:)/i.test(href.trim())) return rest
  return { ...rest, href: href.trim(), target: '_blank', rel: 'noopener noreferrer nofollow' }
}

/** An image from outside is only ever asked for over TLS; one without a description has an empty one for screen readers. */
function cleanImage(given: Attributes, inlineOf: (cid: string) => number | null, found: Found): Attributes {
  // The marks of our own making must not come from the sender.
  const { src = '', 'data-inline': _inline, 'data-remote-src': _remote, ...kept } = given
  const rest: Attributes = { alt: '', ...kept }
  const address = src.replace(/[\s\p{Cc}]+/gu, '')
  if (/^cid:/i.test(address)) {
    const inline = inlineOf(decodeCid(address.slice(4)))
    return inline === null ? rest : { ...rest, 'data-inline': String(inline) }
  }
  if (/^data:image\/(?:png|jpe?g|gif|webp);base64,[\w+/=]+$/i.test(address)) return { ...rest, src: address }
  if (!/^(?:https?:)?\/\//i.test(address) || isTracker(given)) return rest
  found.remoteImages += 1
  return { ...rest, 'data-remote-src': `https:${address.replace(/^https?:/i, '')}` }
}

function decodeCid(cid: string): string {
  try {
    return decodeURIComponent(cid)
  } catch {
    return cid
  }
}

/** An image nobody can see is only there to tell that the mail was read. */
function isTracker({ width = '', height = '', style = '' }: Attributes): boolean {
  const isDot = (size: string) => /^\s*[0-3](?:px)?\s*$/.test(size)
  if (isDot(width) || isDot(height)) return true
  return /(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|(?:^|[;\s])(?:max-)?(?:width|height)\s*:\s*[0-3](?:\.\d+)?\s*(?:px|pt)?\s*(?:;|!|$))/i.test(
    style,
  )
}
