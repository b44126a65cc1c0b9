import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TopicCode } from '#shared/contract/topic'
import { until } from '../../db/testing/world.ts'
import { startProcesses } from '../../processes/index.ts'
import {
  ANSWER,
  type AppealWorld,
  classified,
  MONDAY,
  makeAppealWorld,
  voltage,
} from '../../processes/testing/appealWorld.ts'
import { startInteraction, tieInteraction } from '../interaction/index.ts'
import { portalStatus, registerAppealFromPortal, registerCase } from './index.ts'

let world: AppealWorld

beforeAll(async () => {
  world = await makeAppealWorld()
})
afterAll(() => world.close())

describe('registering', () => {
  it('ties the contact it came from, also an unknown person’s', async () => {
    const contact = await world.asStaff(world.staff.agent, (ctx) =>
      startInteraction({ channel: 'phone', direction: 'in', state: 'open', subject: 'Звонок' }, ctx),
    )
    const input = {
      consumerId: world.consumer,
      topic: voltage,
      kind: 'appeal' as const,
      text: 'Скачет напряжение',
      attachmentIds: [],
      answerChannel: 'phone' as const,
    }
    const registered = await world.asStaff(world.staff.agent, (ctx) =>
      registerCase({ ...input, answerAddress: '+79172345678', interactionId: contact.id }, ctx),
    )
    const { rows } = await sql`select case_id, consumer_id from interaction where id = ${contact.id}`.execute(world.db)
    expect(rows).toEqual([{ case_id: registered.id, consumer_id: world.consumer }])
    // the person is on the line and has just heard the number
    expect((await world.opened(registered.id)).notices).toMatchObject([{ status: 'registered', way: 'told' }])
    const others = world.asStaff(world.staff.agent, (ctx) =>
      registerCase(
        { ...input, answerAddress: '+79172345678', consumerId: world.consumer2, interactionId: contact.id },
        ctx,
      ),
    )
    await expect(others).rejects.toMatchObject({ code: 'interactionOfAnother' })
  })

  it.each([
    ['mail', undefined, 'answerAddressRequired'],
    ['mail', 'не почта', 'answerAddressInvalid'],
    ['phone', '123', 'answerAddressInvalid'],
    ['paper', undefined, 'answerAddressRequired'],
  ] as const)('by %s to «%s» is refused: %s', async (channel, address, code) => {
    await expect(world.register({ channel, ...(address ? { address } : {}) })).rejects.toMatchObject({ code })
  })

  it('of an unknown topic, a past day or another branch is refused', async () => {
    await expect(world.register({ topic: TopicCode.parse('nothing') })).rejects.toMatchObject({ code: 'topicUnknown' })
    await expect(world.register({ by: world.staff.otherBranchAgent })).rejects.toMatchObject({ code: 'otherBranch' })
    const past = {
      consumerId: world.consumer,
      topic: voltage,
      kind: 'appeal' as const,
      text: 'Скачет',
      attachmentIds: [],
      answerChannel: 'portal' as const,
      dueOn: '2026-11-22',
    }
    await expect(world.asStaff(world.staff.agent, (ctx) => registerCase(past, ctx), MONDAY)).rejects.toMatchObject({
      code: 'dueOnPast',
    })
  })
})

describe('the portal', () => {
  const appeal = {
    applicantName: 'Гульнара',
    topic: voltage,
    kind: 'appeal' as const,
    text: 'Скачет напряжение вечером',
    answerChannel: 'portal' as const,
  }

  it('takes an appeal, recognises the person by email, and shows status and answer for the code only', async () => {
    const anyone = { kind: 'anyone', address: '127.0.0.1' } as const
    const filed = await world.asSystem((ctx) =>
      registerAppealFromPortal({ ...appeal, email: 'GULNARA@example.com' }, { ...ctx, actor: anyone }),
    )
    const { case: found } = await world.opened(filed.caseId)
    expect(found).toMatchObject({ consumerId: world.consumer, branchId: world.branch, number: filed.number })
    const look = (code: string) =>
      world.asSystem((ctx) => portalStatus({ number: filed.number, code }, { ...ctx, actor: anyone }))
    expect(await look(filed.code.toLowerCase())).toMatchObject({
      status: 'registered',
      answer: null,
      history: [{ status: 'registered' }],
    })
    await expect(look('AAAAA-AAAAA')).rejects.toMatchObject({ code: 'noSuchCase' })
    await expect(
      world.asSystem((ctx) => portalStatus({ number: '26-999999', code: filed.code }, ctx)),
    ).rejects.toMatchObject({ code: 'noSuchCase' })
    await world.doStep(filed.caseId, world.staff.agent, classified)
    await world.doStep(filed.caseId, world.staff.specialist, { form: 'draft', answer: ANSWER })
    expect((await look(filed.code)).answer).toBeNull()
    await world.doStep(filed.caseId, world.staff.supervisor, { form: 'approve', decision: 'approve' })
    expect(await look(filed.code)).toMatchObject({ status: 'closed', answer: ANSWER })
    const { rows } = await sql<{
      kept: string
    }>`select encode(code_hash, 'hex') || encode(code_salt, 'hex') as kept from "case" where id = ${filed.caseId}`.execute(
      world.db,
    )
    expect(rows[0]?.kept).not.toContain(filed.code.replace('-', ''))
  })

  it('takes an appeal of an unknown person; case, tasks and notices follow when the contact is tied', async () => {
    const running = await startProcesses(world.db, { onError: () => undefined })
    try {
      const filed = await world.asSystem((ctx) =>
        registerAppealFromPortal({ ...appeal, email: 'new@example.com' }, ctx),
      )
      expect((await world.opened(filed.caseId)).case).toMatchObject({ consumerId: null, consumerName: 'Гульнара' })
      await world.asStaff(world.staff.agent, (ctx) =>
        tieInteraction({ interactionId: filed.interactionId, consumerId: world.consumer2 }, ctx),
      )
      await until(
        'the case follows',
        async () => (await world.opened(filed.caseId)).case.consumerId === world.consumer2,
      )
      expect(await world.openStep(filed.caseId)).toMatchObject({ consumerId: world.consumer2, branchId: world.branch })
      const { rows } = await sql`select distinct consumer_id from interaction where case_id = ${filed.caseId}`.execute(
        world.db,
      )
      expect(rows).toEqual([{ consumer_id: world.consumer2 }])
    } finally {
      await running.stop()
    }
  })
})
