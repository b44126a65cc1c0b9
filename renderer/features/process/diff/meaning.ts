import { type Bo, bosAt, isBo } from '../drawing/types'

// an element's ends are flows, and these are told of themselves; what stands inside is told of itself
const SAID_BY_OTHERS = new Set([
  'id',
  'incoming',
  'outgoing',
  'flowElements',
  'artifacts',
  'laneSets',
  'lanes',
  'dataInputAssociations',
])

/** Everything an element means, as texts: `name`, `conditionExpression`, `eventDefinitions.timeDuration`, `roles`… */
export function meaningOf(bo: Bo, path = '', meaning: Map<string, string> = new Map()): Map<string, string> {
  for (const [key, value] of Object.entries(bo)) {
    if (SAID_BY_OTHERS.has(key) || key.startsWith('$') || key === 'di') continue
    const own = key.replace(/^\w+:/, '')
    // the text of an expression or a documentation is what its parent says
    const name = path && /^(body|text)$/.test(own) ? path : path ? `${path}.${own}` : own
    for (const one of Array.isArray(value) ? value : [value]) say(bo, name, one, meaning)
  }
  return meaning
}

function say(bo: Bo, name: string, value: unknown, meaning: Map<string, string>) {
  const add = (text: string) => meaning.set(name, [meaning.get(name), text].filter(Boolean).join(', '))
  if (!isBo(value)) return value === undefined || value === null ? undefined : add(String(value))
  if (value.$parent !== bo) return add(value.name || value.id || value.$type)
  if (!/Expression$|Documentation$/.test(value.$type)) meaning.set(name, value.$type.replace(/^\w+:/, ''))
  meaningOf(value, name, meaning)
}

/** Every process, element and lane of a drawing by its id. */
export function elementsIn(definitions: Bo): Map<string, Bo> {
  const found = new Map<string, Bo>()
  const open = bosAt(definitions, 'rootElements')
  for (let bo = open.pop(); bo; bo = open.pop()) {
    if (bo.id) found.set(bo.id, bo)
    for (const inside of ['flowElements', 'participants', 'artifacts'])
      if (inside in bo) open.push(...bosAt(bo, inside))
  }
  return found
}
