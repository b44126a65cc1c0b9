import { addDuration, BadTime } from './time.ts'

/** How often a call to the outside is tried, and how long after each attempt but the last the next one is made. */
export type Retries = { attempts: number; delays: readonly string[] }

export const ORDINARY_RETRIES: Retries = { attempts: 8, delays: [] }
const LONGEST_WAIT_SECONDS = 3_600
const MOST_ATTEMPTS = 100

/** `5`: so many attempts, ever further apart · `PT5S,PT1M,PT1H`: the waits between attempts, of which there is one more. Throws BadTime. */
export function readRetries(text: string): Retries {
  if (/^[1-9]\d{0,5}$/.test(text)) return { attempts: Math.min(Number(text), MOST_ATTEMPTS), delays: [] }
  const delays = text.split(',').map((delay) => delay.trim())
  for (const delay of delays) addDuration(new Date(0), delay)
  if (delays.length >= MOST_ATTEMPTS) throw new BadTime(text)
  return { attempts: delays.length + 1, delays }
}

/** When the next attempt is made after so many; null: that was the last one. */
export function nextAttempt({ attempts, delays }: Retries, made: number, now: Date): Date | null {
  if (made >= attempts) return null
  const delay = delays[made - 1]
  if (delay !== undefined) return addDuration(now, delay)
  return new Date(now.getTime() + Math.min(2 ** made, LONGEST_WAIT_SECONDS) * 1_000)
}
