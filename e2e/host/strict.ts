import { EventEmitter } from 'node:events'

/** Asked of any object by the language and by loggers, not by the program. */
const QUIET = new Set([
  'then',
  'toJSON',
  '__esModule',
  'default',
  'domain',
  'inspect',
  'constructor',
  'asymmetricMatch',
])

/** Anything that is not written here throws instead of pretending. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key) {
      if (typeof key === 'symbol' || key in object || QUIET.has(key)) return Reflect.get(object, key, object)
      throw new Error(`stand-in: ${name}.${key} has no substitute`)
    },
  })
}

export type HostEvent = { defaultPrevented: boolean; preventDefault(): void }
export const hostEvent = (): HostEvent => ({
  defaultPrevented: false,
  preventDefault() {
    this.defaultPrevented = true
  },
})

/** What Electron's IPC does to a value: a structured clone. */
export function copy<T>(value: T): T {
  const clone = structuredClone(value)
  refuseCollections(clone)
  return clone
}

function refuseCollections(value: unknown): void {
  if (value instanceof Map || value instanceof Set) throw new Error('stand-in: Map and Set do not cross its IPC')
  if (value === null || typeof value !== 'object') return
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return
  for (const inner of Object.values(value)) refuseCollections(inner)
}

export class Emitter extends EventEmitter {}
