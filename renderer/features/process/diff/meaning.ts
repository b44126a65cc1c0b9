import { type Bo, bosAt, isA, isBo } from '../drawing/types'

// an element's ends are flows, and these are told of themselves; what stands inside is told of itself
const SAID_BY_OTHERS = new Set(
  'id di incoming outgoing flowElements artifacts laneSets lanes extensionElements'.split(' '),
)

/** A value to compare by (`is`) and to read (`says`): another element is the same under another name. */
export type Said = { is: string; says: string }
export type Meaning = Map<string, Said>

/** Everything an element means: `name`, `conditionExpression`, `eventDefinitions.timeDuration`, `roles`… */
export function meaningOf(bo: Bo, path = '', meaning: Meaning = new Map()): Meaning {
  // what an element refers to is not enumerable
  for (const key of Object.getOwnPropertyNames(bo)) {
    if (SAID_BY_OTHERS.has(key) || key.startsWith('$')) continue
    const value: unknown = Reflect.get(bo, key)
    const own = key.replace(/^\w+:/, '')
    // the text of an expression or a documentation is what its parent says
    const name = path && /^(body|text)$/.test(own) ? path : path ? `${path}.${own}` : own
    for (const one of Array.isArray(value) ? value : [value]) say(bo, name, one, meaning)
  }
  return meaning
}

function say(bo: Bo, name: string, value: unknown, meaning: Meaning) {
  if (value === undefined || value === null) return
  if (!isBo(value)) return add(meaning, name, { is: String(value), says: String(value) })
  if (value.$parent !== bo) return add(meaning, name, reference(value))
  const type = value.$type.replace(/^\w+:/, '')
  if (!/Expression$|Documentation$/.test(type)) add(meaning, name, { is: type, says: type })
  meaningOf(value, name, meaning)
}

function reference(bo: Bo): Said {
  const says = bo.name || bo.id || bo.$type
  return { is: isA(bo, 'FlowElement') ? (bo.id ?? says) : says, says }
}

function add(meaning: Meaning, name: string, said: Said) {
  const before = meaning.get(name)
  meaning.set(name, before ? { is: `${before.is}, ${said.is}`, says: `${before.says}, ${said.says}` } : said)
}

/** Every process, element and participant of a drawing by its id. */
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
