import { DomUtils, parseDocument } from 'htmlparser2'
import { isAttribution, isHeaderBlock, isSeparator } from './quoteMarks.ts'

type Node = ReturnType<typeof parseDocument>['children'][number]
type Element = Extract<Node, { attribs: object }>
type Parent = { children: Node[] }

const QUOTE_CLASS = /\b(?:gmail_quote|gmail_quote_container|yahoo_quoted|protonmail_quote|moz-cite|quoted?-?text)\b/i
const REST_ID =
  /^(?:x_)?(?:divRplyFwdMsg|appendonsend|stopSpelling|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION)$/i
const INLINE = new Set(['a', 'b', 'i', 'u', 'em', 'strong', 'span', 'font', 'bdo', 'small', 'wbr'])
const BREAKING = new Set(['br', 'div', 'p', 'tr', 'li', 'table', 'blockquote', 'hr'])
const ENOUGH_TEXT = 900

/** Wraps what an HTML mail repeats of earlier mails in `<div data-quote>`; run before cleaning, while classes still speak. */
export function foldHtmlQuotes(html: string): string {
  const document = parseDocument(html)
  const quotes = walk(document)
  return quotes.found && hasOwnContent(document)
    ? DomUtils.getOuterHTML(document.children, { encodeEntities: 'utf8' })
    : html
}

/** `isRest`: a separator stood inside, and all that follows is quoted too, at every level above it. */
function walk(parent: Parent): { found: boolean; isRest: boolean } {
  let found = false
  for (let child = parent.children[0] ?? null; child; child = nextOf(child)) {
    if (startsRest(child)) {
      wrapFrom(child)
      return { found: true, isRest: true }
    }
    if (isElement(child) && isQuote(child)) {
      child = wrap(nodesBetween(attributionBefore(child) ?? child, child))
      found = true
    } else if (isElement(child)) {
      const inner = walk(child)
      found ||= inner.found
      if (inner.isRest) {
        const next = nextOf(child)
        if (next) wrapFrom(next)
        return { found: true, isRest: true }
      }
    }
  }
  return { found, isRest: false }
}

const isElement = (node: Node): node is Element => 'attribs' in node
const nextOf = (node: Node): Node | null => (node.nextSibling ?? null) as Node | null
const previousOf = (node: Node): Node | null => (node.previousSibling ?? null) as Node | null

function isQuote(node: Element): boolean {
  const { class: className = '', type = '', style = '' } = node.attribs
  if (QUOTE_CLASS.test(className)) return true
  if (node.name !== 'blockquote') return false
  return type === 'cite' || 'cite' in node.attribs || /border-left/i.test(style) || attributionBefore(node) !== null
}

function startsRest(node: Node): boolean {
  if (isElement(node) && REST_ID.test(node.attribs.id ?? '')) return true
  const text = leadingText(node).trim()
  if (text === '') return false
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return isSeparator(lines[0] ?? '') || isHeaderBlock(lines)
}

/** The first words of a node as lines: enough to know a header block by, cheap on a huge mail. */
function leadingText(node: Node): string {
  let text = ''
  const visit = (each: Node): void => {
    if (text.length > ENOUGH_TEXT) return
    if (each.type === 'text' && 'data' in each) text += each.data.replace(/\s+/g, ' ')
    if (!isElement(each)) return
    if (BREAKING.has(each.name)) text += '\n'
    for (const child of each.children) visit(child)
    if (BREAKING.has(each.name)) text += '\n'
  }
  visit(node)
  return text
}

/** «24 ноября 2026 г., Имя <адрес> пишет:» right above a quote belongs to it. */
function attributionBefore(quote: Node): Node | null {
  let at = previousOf(quote)
  while (at && isBlank(at)) at = previousOf(at)
  if (!at) return null
  if (isElement(at) && !INLINE.has(at.name)) return isAttribution(lineOf(leadingText(at))) ? at : null
  const run: Node[] = []
  for (; at && (!isElement(at) || INLINE.has(at.name)); at = previousOf(at)) run.unshift(at)
  return isAttribution(lineOf(run.map(leadingText).join(''))) ? (run[0] ?? null) : null
}

const lineOf = (text: string) => text.replace(/\s+/g, ' ').trim()
const isBlank = (node: Node) => (isElement(node) ? node.name === 'br' : leadingText(node).trim() === '')

function nodesBetween(first: Node, last: Node): Node[] {
  const nodes: Node[] = []
  for (let at: Node | null = first; at; at = nextOf(at)) {
    nodes.push(at)
    if (at === last) break
  }
  return nodes
}

function wrapFrom(first: Node): void {
  const nodes: Node[] = []
  for (let at: Node | null = first; at; at = nextOf(at)) nodes.push(at)
  wrap(nodes)
}

function wrap(nodes: Node[]): Node {
  const [wrapper] = parseDocument('<div data-quote="quoted"></div>').children
  const [first] = nodes
  if (!wrapper || !first || !isElement(wrapper)) throw new Error('nothing to wrap')
  DomUtils.prepend(first, wrapper)
  for (const node of nodes) DomUtils.appendChild(wrapper, node)
  return wrapper
}

function hasOwnContent(parent: Parent): boolean {
  return parent.children.some((node) => {
    if (!isElement(node)) return node.type === 'text' && leadingText(node).trim() !== ''
    if ('data-quote' in node.attribs || /^(?:style|script|head|title)$/.test(node.name)) return false
    return node.name === 'img' || hasOwnContent(node)
  })
}
