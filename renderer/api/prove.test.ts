import { expect, test } from 'vitest'
import { z } from 'zod'
import { prove } from './prove'

const Page = z.object({ items: z.array(z.object({ n: z.number() })), next: z.string().nullable() })
const page = (length: number) => ({ items: Array.from({ length }, (_, n) => ({ n, more: 'x' })), next: 'a' })

test.each([0, 1, 100, 101, 1000])('a page of %i comes out as it would in one piece', async (length) => {
  expect(await prove(Page, page(length))).toEqual(Page.parse(page(length)))
})

test('a wrong entry or a wrong head of a long page is refused', async () => {
  const wrong = page(300)
  Object.assign(wrong.items[250] ?? {}, { n: 'many' })
  await expect(prove(Page, wrong)).rejects.toThrow(z.ZodError)
  await expect(prove(Page, { ...page(300), next: 7 })).rejects.toThrow(z.ZodError)
})

test('what is no page is proven as it is', async () => {
  expect(await prove(z.array(z.number()), [1, 2])).toEqual([1, 2])
})
