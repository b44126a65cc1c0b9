const FIRST_MS = 500
const LONGEST_MS = 30_000

/** How long to wait before the next try: doubling, with a random part so that a whole office does not come back in one moment. */
export function makeBackoff(random: () => number = Math.random) {
  let tries = 0
  return {
    next(): number {
      const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** tries)
      tries++
      return longest / 2 + (longest / 2) * random()
    },
    reset(): void {
      tries = 0
    },
  }
}
