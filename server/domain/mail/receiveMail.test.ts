import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InteractionId } from '#shared/contract/ids'
import { MailDetail } from '#shared/contract/mail'
import { makeWorld, type World } from '../../db/testing/world.ts'
import { readAttachment } from '../attachment/index.ts'
import { createConsumer } from '../consumer/index.ts'
import { listMessages, loadInteraction, tieInteraction } from '../interaction/index.ts'
import { receiveMail, sendConsumerMail } from './index.ts'
import type { IncomingMail } from './ports.ts'
import { incoming } from './testing/incoming.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const receive = (mail: IncomingMail) => world.asSystem((ctx) => receiveMail(mail, ctx))
const receiveOne = async (change: Partial<IncomingMail> = {}) => (await receive(incoming(change))).interactionId
const load = (interactionId: InteractionId) => world.asSystem((ctx) => loadInteraction({ interactionId }, ctx))
const messagesOf = (interactionId: InteractionId) => world.asSystem((ctx) => listMessages({ interactionId }, ctx))
const detailOf = async (interactionId: InteractionId) => MailDetail.parse((await load(interactionId)).detail)
const write = (to: string, consumerId = world.consumer, threadId?: InteractionId) =>
  world.asStaff(world.staff.agent, (ctx) =>
    sendConsumerMail({ consumerId, to, subject: 'Ответ', text: 'Добрый день', threadId }, ctx),
  )
const idOf = async (interactionId: InteractionId) => (await detailOf(interactionId)).messageId ?? ''

describe('a mail', () => {
  it('is a waiting contact of the consumer it is from, with its message', async () => {
    const id = await receiveOne({ html: '<p>Света нет</p>', remoteImages: 2 })
    expect(await load(id)).toMatchObject({
      consumerId: world.consumer,
      branchId: world.branch,
      channel: 'mail',
      direction: 'in',
      state: 'waiting',
      subject: 'Свет',
      preview: 'Света нет с утра',
      address: 'gulnara@example.com',
      threadId: id,
    })
    expect(await messagesOf(id)).toMatchObject([
      { author: 'consumer', authorName: 'Гульнара', html: '<p>Света нет</p>', remoteImages: 2 },
    ])
    const told = await world.facts('messageAdded')
    expect(told.at(-1)?.rooms).toContain(`consumer:${world.consumer}`)
  })

  it('keeps its files, and its own images stand in its text', async () => {
    const file = (name: string, isInline: boolean) => ({
      name,
      mediaType: 'image/png',
      bytes: Buffer.from(name),
      isInline,
    })
    const id = await receiveOne({
      attachments: [file('акт.png', false), file('logo.png', true)],
      html: '<img data-inline="1">',
    })
    const [message] = await messagesOf(id)
    const inline = message?.attachments.find((each) => each.isInline)
    expect(message?.html).toBe(`<img data-attachment-id="${inline?.id}">`)
    expect((await load(id)).attachmentCount).toBe(1)
    const first = message?.attachments.find((each) => !each.isInline)
    if (!first) throw new Error('no file')
    const { bytes } = await world.asStaff(world.staff.agent, (ctx) => readAttachment({ attachmentId: first.id }, ctx))
    expect(bytes.toString()).toBe('акт.png')
  })

  it('of an unknown address waits for somebody to tie it', async () => {
    const id = await receiveOne({ from: { address: 'stranger@example.net', name: '' } })
    expect(await load(id)).toMatchObject({ consumerId: null, branchId: null, state: 'waiting' })
    await world.asStaff(world.staff.agent, (ctx) =>
      tieInteraction({ interactionId: id, consumerId: world.consumer }, ctx),
    )
    expect((await load(id)).consumerId).toBe(world.consumer)
  })

  it('of an address that two consumers share is not guessed', async () => {
    for (const name of ['Семёнов Пётр', 'Семёнова Анна'])
      await world.asSystem((ctx) =>
        createConsumer({ kind: 'person', name, email: 'family@example.com', branchId: world.branch }, ctx),
      )
    const id = await receiveOne({ from: { address: 'family@example.com', name: '' } })
    expect((await load(id)).consumerId).toBeNull()
  })

  it('shows first what its writer says, though it stands below the quote', async () => {
    const text = '> Какой адрес?\nБаумана, 12'
    const id = await receiveOne({ text, folds: [[0, 15]], ownText: 'Баумана, 12' })
    expect((await load(id)).preview).toBe('Баумана, 12')
  })

  it('without anything at all is kept too', async () => {
    const id = await receiveOne({
      messageId: null,
      from: null,
      to: [],
      subject: '',
      text: '',
      ownText: '',
      date: null,
      damage: 'unreadable',
    })
    expect(await load(id)).toMatchObject({ subject: '', address: null, state: 'waiting' })
  })
})

describe('the same mail twice', () => {
  it('is one message: the same bytes', async () => {
    const mail = incoming({ messageId: null })
    const first = await receive(mail)
    expect(first.isNew).toBe(true)
    expect(await receive(mail)).toEqual({ interactionId: first.interactionId, isNew: false })
  })

  it('is one message: the same Message-ID and content by another way', async () => {
    const mail = incoming()
    const first = await receive(mail)
    const again = await receive({ ...mail, raw: { sha256: 'f'.repeat(64) } })
    expect(again).toEqual({ interactionId: first.interactionId, isNew: false })
  })

  it('is one message: both at the same moment', async () => {
    const mail = incoming()
    const both = await Promise.all([receive(mail), receive(mail), receive(mail)])
    expect(new Set(both.map((each) => each.interactionId)).size).toBe(1)
    expect(both.filter((each) => each.isNew)).toHaveLength(1)
  })

  it('is two when only the Message-ID is the same', async () => {
    const first = await receive(incoming({ messageId: '<same@x>', text: 'раз' }))
    const second = await receive(incoming({ messageId: '<same@x>', text: 'два' }))
    expect(second).toMatchObject({ isNew: true })
    expect(second.interactionId).not.toBe(first.interactionId)
    expect((await load(second.interactionId)).preview).toBe('два')
  })

  it('is none when it is a copy of what we have sent', async () => {
    const sent = await write('gulnara@example.com')
    const copy = await receive(
      incoming({ messageId: await idOf(sent.id), from: { address: 'help@okno.example', name: '' } }),
    )
    expect(copy).toEqual({ interactionId: sent.id, isNew: false })
  })
})

describe('a thread', () => {
  it('is joined by the answer to what we wrote, and by the answer to that', async () => {
    const first = await receiveOne()
    const ours = await write('gulnara@example.com', world.consumer, first)
    const answer = await receiveOne({
      inReplyTo: await idOf(ours.id),
      references: [await idOf(first), await idOf(ours.id)],
    })
    const next = await receiveOne({ references: [await idOf(answer)] })
    for (const id of [ours.id, answer, next]) expect((await load(id)).threadId).toBe(first)
    expect((await load(next)).consumerId).toBe(world.consumer)
  })

  it('is never joined by subject', async () => {
    const first = await receiveOne({ subject: 'Re: Жалоба 24-118734' })
    const other = await receiveOne({
      subject: 'Re: Жалоба 24-118734',
      from: { address: 'ivanov@example.com', name: '' },
    })
    const own = await receiveOne({ subject: 'Re: Жалоба 24-118734' })
    expect((await load(other)).threadId).toBe(other)
    expect((await load(own)).threadId).toBe(own)
    expect((await load(first)).threadId).toBe(first)
  })

  it('of one consumer is closed to another, whatever their mail claims', async () => {
    const ours = await write('gulnara@example.com')
    const id = await receiveOne({ inReplyTo: await idOf(ours.id), from: { address: 'ivanov@example.com', name: '' } })
    expect(await load(id)).toMatchObject({ consumerId: world.consumer2, threadId: id })
    expect(await detailOf(id)).toMatchObject({ threadMark: 'foreign' })
    expect(JSON.stringify(await load(id))).not.toContain(ours.id)
    const rooms = (await world.facts())
      .filter((fact) => JSON.stringify(fact.payload).includes(id))
      .flatMap((fact) => fact.rooms)
    expect(rooms).not.toContain(`consumer:${world.consumer}`)
  })

  it('of a consumer of another branch does not leak its branch either', async () => {
    const ours = await world.asSystem((ctx) =>
      sendConsumerMail({ consumerId: world.otherConsumer, to: 'sadykov@example.com', subject: 'x', text: 'x' }, ctx),
    )
    const id = await receiveOne({ inReplyTo: await idOf(ours.id), from: { address: 'nobody@example.net', name: '' } })
    expect(await load(id)).toMatchObject({ consumerId: null, branchId: null, threadId: id, caseId: null })
    expect(await detailOf(id)).toMatchObject({ threadMark: 'unconfirmed' })
  })

  it('is joined from an unknown address that we have written to ourselves', async () => {
    const ours = await write('gulnara.new@example.net')
    const id = await receiveOne({
      inReplyTo: await idOf(ours.id),
      from: { address: 'gulnara.new@example.net', name: '' },
    })
    expect(await load(id)).toMatchObject({ consumerId: world.consumer, threadId: ours.id })
  })

  it('of an unknown person goes on, and moves whole when it is tied', async () => {
    const from = { address: 'new@example.net', name: 'Новый' }
    const first = await receiveOne({ from })
    const second = await receiveOne({ from, references: [await idOf(first)] })
    expect((await load(second)).threadId).toBe(first)
    await world.asStaff(world.staff.agent, (ctx) =>
      tieInteraction({ interactionId: second, consumerId: world.consumer }, ctx),
    )
    expect((await load(first)).consumerId).toBe(world.consumer)
    const third = await receiveOne({ from, references: [await idOf(second)] })
    expect(await load(third)).toMatchObject({ consumerId: world.consumer, threadId: first })
  })

  it('is not written into for another consumer', async () => {
    const first = await receiveOne()
    const sent = await write('ivanov@example.com', world.consumer2, first)
    expect(sent.threadId).toBe(sent.id)
  })
})

describe('mail of machines', () => {
  it('is marked, and nothing answers it', async () => {
    const before = await world.facts()
    const id = await receiveOne({ automatic: 'autoReply' })
    expect(await detailOf(id)).toMatchObject({ automatic: 'autoReply' })
    const outgoing = (await world.facts())
      .slice(before.length)
      .filter((fact) => JSON.stringify(fact.payload).includes('"direction":"out"'))
    expect(outgoing).toEqual([])
  })

  it('that says ours did not arrive stands in our thread and on our mail', async () => {
    const ours = await write('gulnara@example.com')
    const id = await receiveOne({
      automatic: 'bounce',
      undelivered: await idOf(ours.id),
      from: { address: 'mailer-daemon@mx.example', name: '' },
      text: 'no such user',
    })
    expect(await load(id)).toMatchObject({ consumerId: world.consumer, threadId: ours.id })
    expect(await detailOf(ours.id)).toMatchObject({ delivery: 'bounced', deliveryError: 'no such user' })
  })

  it('that only pretends to know ours touches nothing', async () => {
    const id = await receiveOne({
      automatic: 'bounce',
      undelivered: '<made-up@okno.example>',
      from: { address: 'mailer-daemon@mx.example', name: '' },
    })
    expect(await load(id)).toMatchObject({ consumerId: null, threadId: id })
  })
})
