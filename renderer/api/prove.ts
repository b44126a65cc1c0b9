import { z } from 'zod'

const SLICE = 25
/** Up to so many entries are proven at once: a first page must stand there as soon as it can. */
const WHOLE = 100
const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve))

/** Proves an answer against the contract; a long page of a list in slices, so that no frame of a scroll waits for all of it. */
export async function prove<O extends z.ZodType>(output: O, answer: unknown): Promise<z.output<O>> {
  const items = itemsOf(answer)
  if (!(output instanceof z.ZodObject) || !(output.shape.items instanceof z.ZodArray) || items.length <= WHOLE)
    return output.parse(answer)
  const head = output.parse({ ...Object(answer), items: [] })
  const proven: unknown[] = []
  for (let from = 0; from < items.length; from += SLICE) {
    if (from > 0) await nextTask()
    proven.push(...output.shape.items.parse(items.slice(from, from + SLICE)))
  }
  return Object.assign(head as object, { items: proven }) as z.output<O>
}

const itemsOf = (answer: unknown): unknown[] =>
  typeof answer === 'object' && answer !== null && 'items' in answer && Array.isArray(answer.items) ? answer.items : []
