/** Seeded pseudo-random numbers (mulberry32), so that the demo company is the same on every machine. */
export function makeRandom(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number) => Math.floor(next() * n)
  const digits = (n: number) => Array.from({ length: n }, () => below(10)).join('')
  function pick<T>(items: readonly T[]): T {
    const item = items[below(items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  /** An id of the shape of a UUID v4. */
  function uuid() {
    const hex = Array.from({ length: 32 }, () => below(16).toString(16))
    hex[12] = '4'
    hex[16] = '8'
    const text = hex.join('')
    return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`
  }
  return { next, below, digits, pick, uuid, chance: (p: number) => next() < p }
}
export type Random = ReturnType<typeof makeRandom>
