import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ChatChoice } from '#shared/contract/chat'
import { InteractionId, MessageId } from '#shared/contract/ids'
import { inTransaction } from '../../db/context.ts'
import { chatHandlers, findVisitor } from '../../domain/chat/index.ts'
import { loadInteraction } from '../../domain/interaction/index.ts'
import { receiveMail } from '../../domain/mail/receiveMail.ts'
import { incoming } from '../../domain/mail/testing/incoming.ts'
import { portalHandlers } from '../../domain/portal/index.ts'
import { commandId } from '../testing/appealWorld.ts'
import { makeReadingWorld, NOON, type ReadingWorld } from '../testing/readingWorld.ts'
import { AddedFact, takeReadingFromMail } from './fromMail.ts'

let world: ReadingWorld
beforeEach(async () => {
  world = await makeReadingWorld()
})
afterEach(() => world.close())
const LATER = new Date(NOON.getTime() + 60_000)
const TOKEN = 'a'.repeat(43)

async function asVisitor<T>(
  run: (ctx: Parameters<Parameters<ReadingWorld['asSystem']>[0]>[0]) => Promise<T>,
  now = NOON,
) {
  const interactionId = await findVisitor({ token: TOKEN }, { tx: world.db, now })
  if (!interactionId) throw new Error('nobody is admitted')
  return inTransaction(world.db, { kind: 'visitor', interactionId }, run, now)
}

describe('by the portal', () => {
  const give = (values: Record<string, number>, number = '04512877') =>
    inTransaction(
      world.db,
      { kind: 'anyone', address: '127.0.0.1' },
      (ctx) =>
        portalHandlers.giveReading(
          { number, meterId: world.single, values, token: TOKEN, website: '', commandId: commandId() },
          ctx,
        ),
      NOON,
    )

  it('a person finds the meter by account or meter, and learns nothing of whose it is', async () => {
    const offer = (number: string) => world.asSystem((ctx) => portalHandlers.offerMeters({ number }, ctx))
    const expected = [{ id: world.single, numberEnd: '2877', zones: ['total'], digits: 5 }]
    expect(await offer('1004521')).toEqual(expected)
    expect(await offer('04512877')).toEqual(expected)
    expect(await offer('12345678')).toEqual([])
  })

  it('a reading is accepted at once and stands on the timeline', async () => {
    expect(await give({ total: 10_290 })).toEqual({
      state: 'accepted',
      findings: [],
      text: 'Показания приняты: 10290. Расход 290 кВт·ч.',
    })
    expect((await world.readingsOf(world.single))[0]).toMatchObject({
      channel: 'portal',
      interactionId: expect.any(String),
    })
  })

  it('what a specialist decides later is seen on the open page', async () => {
    await world.asSystem((ctx) => ctx.tx.updateTable('meter').set({ verified_until: '2026-01-01' }).execute())
    expect(await give({ total: 10_290 })).toMatchObject({ state: 'inCheck' })
    await world.check({ decision: 'reject', remark: 'Счётчик нужно поверить' }, LATER)
    expect(await asVisitor((ctx) => portalHandlers.openGivenReading({}, ctx), LATER)).toMatchObject({
      state: 'rejected',
      text: 'Показания не приняты. Счётчик нужно поверить',
    })
    expect(await world.facts('portalStatusMoved')).toHaveLength(1)
  })

  it('a number that is not of this meter, a filled trap and too many tries are refused', async () => {
    await expect(give({ total: 1 }, '1004528')).rejects.toMatchObject({ code: 'meterUnknown' })
    await expect(give({})).rejects.toMatchObject({ code: 'nothingGiven' })
  })
})

describe('by the chat', () => {
  async function write(text: string, choice: ChatChoice | null = null) {
    const said = {
      messageId: MessageId.parse(crypto.randomUUID()),
      text,
      choice,
      attachmentIds: [],
      language: 'ru' as const,
    }
    await asVisitor((ctx) => chatHandlers.writeAsVisitor({ ...said, commandId: commandId() }, ctx))
    const { messages } = await asVisitor((ctx) => chatHandlers.openChat({ after: 0 }, ctx))
    return messages.at(-1)?.text ?? ''
  }

  it('the bot asks for account and values, takes them, and asks again where they are below the last', async () => {
    const started = { token: TOKEN, language: 'ru' as const, commandId: commandId() }
    await inTransaction(
      world.db,
      { kind: 'anyone', address: '127.0.0.1' },
      (ctx) => chatHandlers.startChat(started, ctx),
      NOON,
    )
    expect(await write('', ChatChoice.enum.reading)).toContain('номер лицевого счёта')
    expect(await write('1004528')).toBe('Счётчик …0112. Напишите показания: день, ночь, без знаков после запятой.')
    expect(await write('день 490 ночь 310')).toContain('Показания пока не приняты: они меньше предыдущих')
    expect(await write('день 520 ночь 310')).toBe('Показания приняты: день 520, ночь 310. Расход 30 кВт·ч.')
    expect((await world.readingsOf(world.twoZones)).map(({ state }) => state).slice(0, 2)).toEqual([
      'accepted',
      'replaced',
    ])
  })

  it('tells in the same chat what a specialist decided', async () => {
    const started = { token: TOKEN, language: 'ru' as const, commandId: commandId() }
    await inTransaction(
      world.db,
      { kind: 'anyone', address: '127.0.0.1' },
      (ctx) => chatHandlers.startChat(started, ctx),
      NOON,
    )
    await world.asSystem((ctx) => ctx.tx.updateTable('meter').set({ verified_until: '2026-01-01' }).execute())
    await write('', ChatChoice.enum.reading)
    await write('04512877')
    expect(await write('10290')).toContain('проверит специалист')
    await world.check({ decision: 'accept', remark: '' }, LATER)
    const { messages } = await asVisitor((ctx) => chatHandlers.openChat({ after: 0 }, ctx))
    expect(messages.at(-1)).toMatchObject({ author: 'bot', text: 'Показания приняты: 10290. Расход 290 кВт·ч.' })
  })
})

describe('by mail', () => {
  async function receive(subject: string, text: string, from = 'gulnara@example.com') {
    const mail = incoming({ subject, text, ownText: text, from: { address: from, name: 'Гульнара' } })
    const { interactionId } = await world.asSystem((ctx) => receiveMail(mail, ctx), NOON)
    for (const fact of await world.facts('messageAdded'))
      await world.asSystem((ctx) => takeReadingFromMail(AddedFact.parse(fact.payload), ctx), NOON)
    return world.asSystem((ctx) => loadInteraction({ interactionId: InteractionId.parse(interactionId) }, ctx))
  }

  it('a clear reading of the writer’s own meter is taken and answered', async () => {
    const contact = await receive('Показания', 'Лицевой счёт 1004528, показания день 520 ночь 310')
    expect(contact.state).toBe('ended')
    expect((await world.readingsOf(world.twoZones))[0]).toMatchObject({ state: 'accepted', channel: 'mail' })
    const answers = (await world.facts('messageAdded')).map(({ payload }) => JSON.stringify(payload))
    expect(answers.filter((one) => one.includes('Показания приняты: день 520, ночь 310'))).toHaveLength(1)
  })

  it('a fact heard twice takes it once', async () => {
    await receive('Показания', 'л/с 1004521 показания 10290')
    for (const fact of await world.facts('messageAdded'))
      await world.asSystem((ctx) => takeReadingFromMail(AddedFact.parse(fact.payload), ctx), LATER)
    expect((await world.readingsOf(world.single)).filter(({ channel }) => channel === 'mail')).toHaveLength(1)
  })

  it.each([
    ['a question beside it', 'л/с 1004521 показания 10290. Почему так много?', undefined],
    ['one value for two registers', 'л/с 1004528 показания 830', undefined],
    ['the account of somebody else', 'л/с 1004521 показания 10290', 'ivanov@example.com'],
    ['a writer nobody knows', 'л/с 1004521 показания 10290', 'stranger@example.com'],
  ])('with %s it waits for a person', async (_, text, from) => {
    expect((await receive('Показания', text, from)).state).toBe('waiting')
    expect((await world.readingsOf(world.single)).filter(({ channel }) => channel === 'mail')).toEqual([])
    expect((await world.readingsOf(world.twoZones)).filter(({ channel }) => channel === 'mail')).toEqual([])
  })
})
