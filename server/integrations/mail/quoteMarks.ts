/** How mail programs of Russia and the world introduce what they quote. One line; a sign in it is enough. */
const ATTRIBUTIONS = [
  /(?:пишет|писал(?:\(а\)|а|и)?|написал(?:\(а\)|а|и)?)\s*:$/i,
  /^(?:on|le|am)\s.{6,300}\s(?:wrote|schrieb|a écrit)\s*:$/i,
  // Gmail, Yandex: «вт, 24 нояб. 2026 г. в 10:42, Имя <адрес>:» and «24.11.2026, 10:42, "Имя" <адрес>:»
  /\b(?:19|20)\d\d\b.{0,200}<[^<>\s]+@[^<>\s]+>\s*:$/,
  // mail.ru: «Вторник, 24 ноября 2026, 10:42 +03:00 от Имя <адрес>:»
  /\b(?:19|20)\d\d\b.{0,60}\d{1,2}:\d\d.{0,20}\sот\s.{1,200}:$/i,
]
const SEPARATOR =
  /^(?:-{2,}|_{2,}|={2,})\s*(?:original message|исходное сообщение|пересылаемое сообщение|переадресованное сообщение|forwarded message|конец пересылаемого сообщения|begin forwarded message)\s*(?:-{2,}|_{2,}|={2,})?:?$/i
const HEADER_FROM = /^[*>\s]*(?:от|from|от кого)\s*:\*?\s*\S/i
const HEADER_OTHER = /^[*>\s]*(?:отправлено|sent|дата|date|кому|to|копия|cc|тема|subject)\s*:/i
const LONGEST_LINE = 600

export function isAttribution(line: string): boolean {
  const trimmed = line.trim()
  return trimmed.length <= LONGEST_LINE && trimmed.endsWith(':') && ATTRIBUTIONS.some((mark) => mark.test(trimmed))
}

export const isSeparator = (line: string) => line.length <= LONGEST_LINE && SEPARATOR.test(line.trim())

/** Outlook repeats the header of the quoted mail: From, then at least two of Sent, To, Subject. */
export function isHeaderBlock(lines: readonly string[]): boolean {
  const [first = '', ...rest] = lines
  if (first.length > LONGEST_LINE || !HEADER_FROM.test(first)) return false
  return rest.slice(0, 6).filter((line) => HEADER_OTHER.test(line.slice(0, 80))).length >= 2
}
