const CYRILLIC = ['windows-1251', 'koi8-r', 'ibm866', 'iso-8859-5']
/** Labels under which Russian mail of any encoding is often sent: taken as a guess, not as the truth. */
const SINGLE_BYTE = /^(windows-125\d|iso-8859-\d+|latin\d?|koi8-[ru]|ibm866|cp866|x-mac-cyrillic|macintosh)$/
const UTF8 = /^(utf-?8|us-?ascii|ascii|ansi_x3\.4-1968|7bit|8bit|unknown-8bit|)$/
/** UTF-7 can smuggle markup past a filter; base64 and hex are no charsets. */
const REFUSED = /^(utf-?7(-imap)?|unicode-1-1-utf-7|base64|hex)$/
const COMMON = new Set('оеаинтсрвл')

/**
 * Bytes of a mail to text. The declared charset is a hint: mail says "UTF-8" and sends windows-1251, says windows-1251 and
 * sends UTF-8, or says nothing.
 */
export function decodeText(bytes: Buffer, declared: string): string {
  const label = declared
    .trim()
    .toLowerCase()
    .replace(/^cp-?(125\d)$/, 'windows-$1')
    .replace(/^win-?(125\d)$/, 'windows-$1')
  const isHint = UTF8.test(label) || SINGLE_BYTE.test(label) || REFUSED.test(label) || !isKnown(label)
  if (!isHint) return decode(bytes, label)
  if (isAscii(bytes)) return bytes.toString('latin1')
  const utf8 = bytes.toString('utf8')
  if (isMostlyUtf8(utf8)) return stripMark(utf8)
  return stripMark(decode(bytes, bestOf(bytes, SINGLE_BYTE.test(label) && isKnown(label) ? label : null)))
}

const stripMark = (text: string) => (text.startsWith('\uFEFF') ? text.slice(1) : text)
const isAscii = (bytes: Buffer) => !bytes.some((byte) => byte > 0x7f)
const decode = (bytes: Buffer, label: string) => new TextDecoder(label).decode(bytes)

function isKnown(label: string): boolean {
  try {
    new TextDecoder(label)
    return true
  } catch {
    return false
  }
}

/** A mail cut in the middle of a letter is still UTF-8: a few marks of replacement are forgiven. */
function isMostlyUtf8(text: string): boolean {
  let replaced = 0
  let foreign = 0
  for (const char of text) {
    if (char === '\uFFFD') replaced += 1
    else if (char > '\x7f') foreign += 1
  }
  return foreign > 0 && replaced <= Math.max(1, foreign / 50)
}

function bestOf(bytes: Buffer, declared: string | null): string {
  const sample = bytes.subarray(0, 64 * 1024)
  const scored = CYRILLIC.map((label) => ({ label, score: russianness(decode(sample, label)) }))
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a))
  if (!declared) return best.score > 0 ? best.label : 'windows-1252'
  // Western text has a few accented letters among many plain ones, Russian text hardly any plain ones.
  const foreign = sample.reduce((sum, byte) => sum + (byte > 0x7f ? 1 : 0), 0)
  const plain = sample.reduce((sum, byte) => sum + (/[a-z]/i.test(String.fromCharCode(byte)) && byte < 0x80 ? 1 : 0), 0)
  const own = scored.find((each) => each.label === declared)?.score
  if (own === undefined) return best.score > foreign * 0.5 && foreign > plain ? best.label : declared
  return best.score > own + foreign * 0.3 ? best.label : declared
}

/** How much a text looks like written Russian: a wrong Cyrillic charset swaps the case or gives frames and marks. */
function russianness(text: string): number {
  let score = 0
  let before = ' '
  for (const char of text) {
    if (char > '\x7f') score += weigh(char, before)
    before = char
  }
  return score
}

function weigh(char: string, before: string): number {
  if (/[а-яё]/.test(char)) return COMMON.has(char) ? 1.5 : 1
  if (/[А-ЯЁ]/.test(char)) return /[а-яё]/.test(before) ? -2 : 0.3
  return /[«»№—–…“”„]/.test(char) ? 0.3 : -2
}
