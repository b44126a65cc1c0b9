import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWorld, type World } from '../../db/testing/world.ts'
import { askIn } from '../ask.ts'
import { MARK, registerWriter, wasKept } from './wasKept.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
const ask = <Row>(text: string, values: unknown[]) => askIn({ tx: world.db })<Row>(text, values)

describe('a round whose commit was not answered', () => {
  it('was kept when its transaction says so, and not when it was rolled back', async () => {
    const writerId = await registerWriter(ask)
    const kept = await ask<{ xid: string }>(MARK, [writerId, 1])
    expect(await wasKept({ writerId, round: 1, xid: kept[0]?.xid ?? '' }, ask)).toBe(true)
    let xid = ''
    const undone = world.asSystem(async (ctx) => {
      xid = (await askIn(ctx)<{ xid: string }>(MARK, [writerId, 2]))[0]?.xid ?? ''
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await wasKept({ writerId, round: 2, xid }, ask)).toBe(false)
  })

  it('was not kept though its number was: a crash lost it, and another transaction has been given the number', async () => {
    const writerId = await registerWriter(ask)
    const { rows } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(world.db)
    expect(await wasKept({ writerId, round: 1, xid: rows[0]?.xid ?? '' }, ask)).toBe(false)
    // or not yet been given to anybody
    expect(await wasKept({ writerId, round: 1, xid: '999999999' }, ask)).toBe(false)
  })

  it('is waited for as long as its transaction goes on', async () => {
    const writerId = await registerWriter(ask)
    let answer: Promise<boolean> | undefined
    await world.asSystem(async (ctx) => {
      const [row] = await askIn(ctx)<{ xid: string }>(MARK, [writerId, 1])
      answer = wasKept({ writerId, round: 1, xid: row?.xid ?? '' }, ask)
      await new Promise((done) => setTimeout(done, 60))
    })
    expect(await answer).toBe(true)
  })
})
