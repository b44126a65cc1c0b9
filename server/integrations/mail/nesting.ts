const DEEPEST = 400
const NEVER_DEEP =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|option|tr|td|th|thead|tbody|tfoot)$/

/** Whether HTML nests so deep that walking it costs more than it can be worth: parsers of HTML are quadratic in depth. */
export function isTooDeep(html: string): boolean {
  let depth = 0
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][\w:-]{0,40})/gi)) {
    if (NEVER_DEEP.test(name.toLowerCase())) continue
    depth = Math.max(0, depth + (slash ? -1 : 1))
    if (depth > DEEPEST) return true
  }
  return false
}
