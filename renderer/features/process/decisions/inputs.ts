/** Words of FEEL that are no variables. */
const FEEL_WORDS = new Set(
  'and or not in between if then else for return some every satisfies instance of function true false null date time duration contains string number list count sum min max'.split(
    ' ',
  ),
)
const tagged = (dmn: string, tag: string): string[] =>
  [...dmn.matchAll(new RegExp(`<(?:\\w+:)?${tag}\\b[^>]*>([\\s\\S]*?)</(?:\\w+:)?${tag}>`, 'g'))].map(
    ([, inside = '']) => inside,
  )
const unescaped = (text: string) =>
  text.replace(
    /&(lt|gt|amp|quot|apos);/g,
    (_, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" })[name] ?? '',
  )

/** Names of the values that a decision looks at, in the order in which it does. */
export function inputsOf(dmn: string): string[] {
  const asked = tagged(dmn, 'inputExpression')
  const texts = (asked.length > 0 ? asked : tagged(dmn, 'literalExpression')).flatMap((inside) =>
    tagged(inside, 'text'),
  )
  const words = texts.flatMap(
    (text) =>
      unescaped(text)
        .replace(/"[^"]*"|@"[^"]*"/g, ' ')
        .match(/[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/gu) ?? [],
  )
  return [...new Set(words)].filter((word) => !FEEL_WORDS.has(word))
}

/** What was typed for each name, as values: JSON where it is JSON, else a text; a dotted name leads into a context. */
export function valuesOf(typed: Readonly<Record<string, string>>): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, text] of Object.entries(typed)) {
    if (text.trim() === '') continue
    const [head = '', ...rest] = name.split('.')
    const inside = rest.reduceRight<unknown>((value, step) => ({ [step]: value }), read(text.trim()))
    const known = values[head]
    values[head] = isContext(known) && isContext(inside) ? { ...known, ...inside } : inside
  }
  return values
}

const isContext = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // what is no JSON is a text as it stands
    return text
  }
}
