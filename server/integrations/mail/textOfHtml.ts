import { parseDocument } from 'htmlparser2'

type Node = ReturnType<typeof parseDocument>['children'][number]

const PARAGRAPHS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'dl', 'table', 'pre'])
const LINES = new Set(['div', 'li', 'dt', 'dd', 'tr', 'hr', 'center', 'caption'])

/** The words of clean HTML as plain text; what stands in a blockquote is marked as mail programs mark it. */
export function textOfHtml(html: string): string {
  return tidy(write(parseDocument(html).children)).trim()
}

const tidy = (text: string) => text.replace(/[ \t\u00A0]*\n[ \t]*/g, '\n').replace(/\n{3,}/g, '\n\n')

const write = (nodes: readonly Node[]): string => nodes.map(writeNode).join('')

function writeNode(node: Node): string {
  if (node.type === 'text' && 'data' in node) return node.data.replace(/[ \t\r\n]+/g, ' ')
  if (!('attribs' in node)) return ''
  const { name } = node
  if (name === 'br') return '\n'
  const inside = write(node.children)
  if (name === 'blockquote') return `\n\n${quoted(inside)}\n\n`
  if (name === 'td' || name === 'th') return `${inside} `
  if (name === 'li') return `\n• ${inside.trim()}\n`
  if (PARAGRAPHS.has(name)) return `\n\n${inside}\n\n`
  return LINES.has(name) ? `\n${inside}\n` : inside
}

const quoted = (text: string) =>
  tidy(text)
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
