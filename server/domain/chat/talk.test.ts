import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AttachmentId, MessageId } from '#shared/contract/ids'
import { makeWorld, until, type World } from '../../db/testing/world.ts'
import { keepAttachment } from '../attachment/index.ts'
import { endInteraction, interactionHandlers, takeInteraction } from '../interaction/index.ts'
import { setPresence } from '../presence/index.ts'
import { chatHandlers, startChatClock, startChatEcho } from './index.ts'
import { commandId, newMessageId, textsOf, type Visitor, visit } from './testing/visit.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const fail = (error: unknown) => {
  throw error
}
const take = (visitor: Visitor) =>
  world.asStaff(world.staff.agent, (ctx) => takeInteraction({ interactionId: visitor.id }, ctx))
const answer = (visitor: Visitor, text: string, messageId = newMessageId(), attachmentIds: AttachmentId[] = []) =>
  world.asStaff(world.staff.agent, (ctx) =>
    chatHandlers.writeAsAgent(
      { interactionId: visitor.id, messageId, text, attachmentIds, commandId: commandId() },
      ctx,
    ),
  )
/** As they stand in the table: a reader waits for older transactions of other worlds, a test need not. */
const toldOf = async (name: string, { id }: Visitor) =>
  (
    await sql<{
      payload: unknown
    }>`select payload from fact where name = ${name} and payload->>'interactionId' = ${id} order by xid, seq`.execute(
      world.db,
    )
  ).rows.map((row) => row.payload)
const toldIn = async (room: string) =>
  (await sql<{ payload: unknown }>`select payload from fact where ${room} = any(rooms)`.execute(world.db)).rows.map(
    (row) => row.payload,
  )
async function handedOver() {
  const visitor = await visit(world)
  await visitor.write('оператора')
  return visitor
}

describe('a talk with an agent', () => {
  it('starts with the whole conversation with the bot, in one order on both sides', async () => {
    const visitor = await handedOver()
    await take(visitor)
    await answer(visitor, 'Здравствуйте, слушаю вас')
    await visitor.write('У меня искрит счётчик')
    const staffSide = await world.asStaff(world.staff.agent, (ctx) =>
      interactionHandlers.openInteraction({ interactionId: visitor.id }, ctx),
    )
    const visitorSide = await visitor.open()
    expect(textsOf(visitorSide.messages)).toEqual(textsOf(staffSide.messages))
    expect(textsOf(visitorSide.messages).slice(-2)).toEqual(['Здравствуйте, слушаю вас', 'У меня искрит счётчик'])
    expect(visitorSide.chat).toMatchObject({ stage: 'agent', choices: [] })
  })

  it('keeps a message sent twice once, whatever its command', async () => {
    const visitor = await handedOver()
    await take(visitor)
    const mine = newMessageId()
    const first = await visitor.write('один раз', { messageId: mine })
    expect(await visitor.write('один раз', { messageId: mine })).toEqual(first)
    const theirs = newMessageId()
    await answer(visitor, 'и один ответ', theirs)
    await answer(visitor, 'и один ответ', theirs)
    const texts = textsOf((await visitor.open()).messages)
    expect(texts.filter((text) => text === 'один раз' || text === 'и один ответ')).toEqual(['один раз', 'и один ответ'])
  })

  it('numbers messages written at the same moment in the order both sides see', async () => {
    const visitor = await handedOver()
    await take(visitor)
    await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 ? visitor.write(`в${n}`) : answer(visitor, `о${n}`))))
    const ordinals = (await visitor.open()).messages.map((message) => message.ordinal)
    expect(ordinals).toEqual([...ordinals].sort((a, b) => a - b))
    expect(new Set(ordinals).size).toBe(ordinals.length)
  })

  it('pulls only what came after the last seen', async () => {
    const visitor = await handedOver()
    await take(visitor)
    const seen = (await visitor.open()).messages.at(-1)?.ordinal ?? 0
    await visitor.write('новое')
    expect(textsOf((await visitor.open(seen)).messages)).toEqual(['новое'])
  })

  it('lets only the agent who took the chat answer', async () => {
    const visitor = await handedOver()
    await expect(answer(visitor, 'не взят')).rejects.toMatchObject({ code: 'notYours' })
    await take(visitor)
    const other = world.asStaff(world.staff.agent2, (ctx) =>
      chatHandlers.writeAsAgent(
        {
          interactionId: visitor.id,
          messageId: newMessageId(),
          text: 'я тоже',
          attachmentIds: [],
          commandId: commandId(),
        },
        ctx,
      ),
    )
    await expect(other).rejects.toMatchObject({ code: 'notYours' })
    await world.asStaff(world.staff.agent, (ctx) => endInteraction({ interactionId: visitor.id }, ctx))
    await expect(answer(visitor, 'поздно')).rejects.toMatchObject({ code: 'alreadyEnded' })
    await expect(visitor.write('поздно')).rejects.toMatchObject({ code: 'alreadyEnded' })
  })

  it('refuses an empty message', async () => {
    const visitor = await handedOver()
    await take(visitor)
    await expect(visitor.write('')).rejects.toMatchObject({ code: 'nothingToSend' })
    await expect(answer(visitor, '')).rejects.toMatchObject({ code: 'nothingToSend' })
  })

  it('stops a flood', async () => {
    const visitor = await handedOver()
    for (let n = 0; n < 29; n += 1) await visitor.write(`сообщение ${n}`)
    await expect(visitor.write('ещё одно')).rejects.toMatchObject({ code: 'tooMany' })
  })
})

describe('delivered and read', () => {
  it('are told up to a message, and only of the other side', async () => {
    const visitor = await handedOver()
    await take(visitor)
    const mine = await visitor.write('прочтите')
    const theirs = await answer(visitor, 'прочёл')
    await world.asStaff(world.staff.agent, (ctx) =>
      chatHandlers.markAsAgent(
        { interactionId: visitor.id, upTo: MessageId.parse(mine.id), mark: 'read', commandId: commandId() },
        ctx,
      ),
    )
    await visitor.as((ctx) =>
      chatHandlers.markAsVisitor({ upTo: MessageId.parse(theirs.id), mark: 'delivered', commandId: commandId() }, ctx),
    )
    const { messages } = await visitor.open()
    expect(messages.find((message) => message.id === mine.id)?.readAt).not.toBeNull()
    expect(messages.find((message) => message.id === theirs.id)).toMatchObject({
      readAt: null,
      deliveredAt: expect.any(String),
    })
    const told = await toldOf('chatMarked', visitor)
    expect(told.at(-2)).toMatchObject({ by: 'staff', mark: 'read', upTo: mine.ordinal })
    expect(told.at(-1)).toMatchObject({ by: 'visitor', mark: 'delivered', upTo: theirs.ordinal })
  })

  it('are not set by a colleague who looks on', async () => {
    const visitor = await handedOver()
    await take(visitor)
    const mine = await visitor.write('личное')
    await world.asStaff(world.staff.agent2, (ctx) =>
      chatHandlers.markAsAgent(
        { interactionId: visitor.id, upTo: MessageId.parse(mine.id), mark: 'read', commandId: commandId() },
        ctx,
      ),
    )
    expect((await visitor.open()).messages.find((message) => message.id === mine.id)?.readAt).toBeNull()
  })

  it('are told once', async () => {
    const visitor = await handedOver()
    await take(visitor)
    const theirs = await answer(visitor, 'да')
    const mark = () =>
      visitor.as((ctx) =>
        chatHandlers.markAsVisitor({ upTo: MessageId.parse(theirs.id), mark: 'read', commandId: commandId() }, ctx),
      )
    await mark()
    const before = await toldOf('chatMarked', visitor)
    await mark()
    expect(await toldOf('chatMarked', visitor)).toEqual(before)
  })
})

describe('files', () => {
  const photo = () =>
    world.asSystem((ctx) =>
      keepAttachment({ name: 'счётчик.jpg', mediaType: 'image/jpeg', bytes: Buffer.from('фото') }, ctx),
    )

  it('go both ways and are read by the visitor of the chat alone', async () => {
    const visitor = await handedOver()
    await take(visitor)
    const mine = await photo()
    await visitor.write('', { attachmentIds: [AttachmentId.parse(mine.id)] })
    const theirs = await photo()
    await answer(visitor, 'схема', newMessageId(), [AttachmentId.parse(theirs.id)])
    const read = (who: Visitor, id: string) =>
      who.as((ctx) => chatHandlers.downloadAsVisitor({ attachmentId: AttachmentId.parse(id) }, ctx))
    expect(Buffer.from((await read(visitor, theirs.id)).base64, 'base64').toString()).toBe('фото')
    const stranger = await visit(world)
    await expect(read(stranger, theirs.id)).rejects.toMatchObject({ code: 'otherBranch' })
    await expect(stranger.write('моё', { attachmentIds: [AttachmentId.parse(theirs.id)] })).rejects.toMatchObject({
      code: 'attachmentNotYours',
    })
  })
})

describe('what a visitor may know', () => {
  it('is their own chat: neither a message id, a mark nor a contact of another opens it', async () => {
    const [visitor, stranger] = [await handedOver(), await handedOver()]
    const secret = await visitor.write('мой пароль 123')
    await expect(stranger.write('что там?', { messageId: MessageId.parse(secret.id) })).rejects.toMatchObject({
      code: 'notYours',
    })
    const intruder = stranger.as((ctx) => interactionHandlers.openInteraction({ interactionId: visitor.id }, ctx))
    await expect(intruder).rejects.toMatchObject({ code: 'notYours' })
    await stranger.as((ctx) =>
      chatHandlers.markAsVisitor({ upTo: MessageId.parse(secret.id), mark: 'read', commandId: commandId() }, ctx),
    )
    expect(textsOf((await stranger.open()).messages)).not.toContain('мой пароль 123')
  })

  it('never includes the consumer the chat was tied to, nor an agent’s surname', async () => {
    const visitor = await handedOver()
    await take(visitor)
    await answer(visitor, 'добрый день')
    await sql`update interaction set consumer_id = ${world.consumer} where id = ${visitor.id}`.execute(world.db)
    await world.asStaff(world.staff.agent, (ctx) => endInteraction({ interactionId: visitor.id }, ctx))
    const heard = await toldIn(`chat:${visitor.id}`)
    expect(heard.length).toBeGreaterThan(0)
    const told = JSON.stringify([heard, await visitor.open()])
    expect(told).not.toContain('Шарафутдинова')
    expect(told).not.toContain(world.consumer)
    expect(told).not.toContain(world.staff.agent.name)
  })

  it('is kept by the token’s hash: the token stands nowhere in the database', async () => {
    const visitor = await visit(world)
    const { rows } = await sql<{ n: number }>`
      select (select count(*) from command where answer::text like ${`%${visitor.token}%`})
        + (select count(*) from fact where payload::text like ${`%${visitor.token}%`})
        + (select count(*) from visitor_token where encode(token_hash, 'escape') like ${`%${visitor.token}%`}) as n`.execute(
      world.db,
    )
    expect(rows[0]?.n).toBe(0)
  })
})

describe('the queue', () => {
  it('tells the visitor who has taken the chat and that it has ended', async () => {
    const echo = startChatEcho(world.db, fail)
    const visitor = await handedOver()
    await take(visitor)
    const moved = async () =>
      (await world.facts('chatMoved'))
        .filter((fact) => fact.payload.interactionId === visitor.id)
        .map((fact) => fact.payload.chat)
    await until('the agent is told', async () =>
      (await moved()).some((chat) => JSON.stringify(chat).includes('"agentName":"Сотрудник"')),
    )
    await world.asStaff(world.staff.agent, (ctx) => endInteraction({ interactionId: visitor.id }, ctx))
    await until('the end is told', async () => (await moved()).some((chat) => JSON.stringify(chat).includes('"ended"')))
    await echo.stop()
  })

  it('gets back a chat whose agent has gone offline, after the term', async () => {
    await sql`insert into setting (name, valid_from, value, source) values ('chatReturnMinutes', '2021-01-01', '0.01', 'test')`.execute(
      world.db,
    )
    const [echo, clock] = [startChatEcho(world.db, fail), startChatClock(world.db, fail)]
    const visitor = await handedOver()
    await take(visitor)
    await world.asStaff(world.staff.agent, (ctx) => setPresence({ state: 'available', reason: null }, ctx))
    await world.asStaff(world.staff.agent, (ctx) => setPresence({ state: 'offline', reason: null }, ctx))
    await until('the chat waits again', async () => (await visitor.open()).chat.stage === 'waiting')
    await take(visitor)
    await world.asStaff(world.staff.agent, (ctx) =>
      chatHandlers.returnChat({ interactionId: visitor.id, commandId: commandId() }, ctx),
    )
    expect((await visitor.open()).chat.stage).toBe('waiting')
    await Promise.all([echo.stop(), clock.stop()])
  })

  it('keeps a chat whose agent came back in time', async () => {
    await sql`insert into setting (name, valid_from, value, source) values ('chatReturnMinutes', '2022-01-01', '5', 'test')`.execute(
      world.db,
    )
    const echo = startChatEcho(world.db, fail)
    const visitor = await handedOver()
    await take(visitor)
    const gone = async () =>
      (
        await sql<{
          at: Date | null
        }>`select agent_gone_at as at from chat where interaction_id = ${visitor.id}`.execute(world.db)
      ).rows[0]?.at
    await world.asStaff(world.staff.agent, (ctx) => setPresence({ state: 'offline', reason: null }, ctx))
    await until('the term begins', async () => (await gone()) instanceof Date)
    await world.asStaff(world.staff.agent, (ctx) => setPresence({ state: 'available', reason: null }, ctx))
    await until('the term is dropped', async () => (await gone()) === null)
    await echo.stop()
  })

  it('ends a chat with the bot that nobody writes in', async () => {
    const visitor = await visit(world)
    await sql`update interaction set last_at = now() - interval '61 minutes' where id = ${visitor.id}`.execute(world.db)
    const clock = startChatClock(world.db, fail)
    await until('the chat ends', async () => (await visitor.open()).chat.stage === 'ended')
    await clock.stop()
  })
})

describe('over the wire', () => {
  it('a token opens its own chat, and a wrong, malformed or missing one none', async () => {
    const server = await world.serve()
    const visitor = await visit(world)
    const get = (authorization?: string) =>
      fetch(`${server.url}/api/chat`, { headers: authorization ? { authorization } : {} })
    expect((await get(`Visitor ${visitor.token}`)).status).toBe(200)
    for (const wrong of [`Visitor ${randomUUID()}`, `Visitor ${'A'.repeat(43)}`, 'Visitor', undefined])
      expect((await get(wrong)).status).toBe(401)
    expect((await server.call('openChatCard', { interactionId: visitor.id })).status).toBe(401)
    const asVisitor = await fetch(`${server.url}/api/interactions/${visitor.id}`, {
      headers: { authorization: `Visitor ${visitor.token}` },
    })
    expect(asVisitor.status).toBe(403)
  })

  it('the same command twice answers the same; other content under it is refused', async () => {
    const server = await world.serve()
    const visitor = await visit(world)
    const message = { messageId: randomUUID(), text: 'привет', language: 'ru', commandId: randomUUID() }
    const send = (body: object) =>
      server.post('/api/chat/messages', body, { authorization: `Visitor ${visitor.token}` })
    const first = await send(message)
    expect(first.status).toBe(200)
    expect(await send(message)).toEqual(first)
    expect(await send({ ...message, text: 'другое' })).toMatchObject({
      status: 409,
      body: { refusal: 'commandReused' },
    })
    expect((await send({ ...message, commandId: randomUUID(), text: 'x'.repeat(4_001) })).status).toBe(400)
  })
})
