import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { AttachmentId, InteractionId } from '#shared/contract/ids'
import { MailDetail } from '#shared/contract/mail'
import { startOutbox } from '../../db/outbox.ts'
import type { WorldServer } from '../../db/testing/serveWorld.ts'
import { makeWorld, until, type World } from '../../db/testing/world.ts'
import { keepAttachment } from '../attachment/index.ts'
import { listMessages, loadInteraction } from '../interaction/index.ts'
import { mailOutbox, type OutgoingMail, receiveMail, type SendMail, sendConsumerMail } from './index.ts'
import { incoming } from './testing/incoming.ts'

let world: World
let server: WorldServer
let outbox: { stop(): Promise<void> } | null = null
beforeAll(async () => {
  world = await makeWorld()
  server = await world.serve()
})
afterEach(async () => {
  await outbox?.stop()
  outbox = null
})
afterAll(() => world.close())

const receive = async (change = {}) => (await world.asSystem((ctx) => receiveMail(incoming(change), ctx))).interactionId
const load = (interactionId: InteractionId) => world.asSystem((ctx) => loadInteraction({ interactionId }, ctx))
const detailOf = async (interactionId: InteractionId) => MailDetail.parse((await load(interactionId)).detail)
const keepFile = (bytes = Buffer.from('pdf')) =>
  world.asSystem((ctx) => keepAttachment({ name: 'ответ.pdf', mediaType: 'application/pdf', bytes }, ctx))
const { agent, otherBranchAgent, clerk } = {
  agent: () => world.staff.agent,
  otherBranchAgent: () => world.staff.otherBranchAgent,
  clerk: () => world.staff.clerk,
}

/** The outside takes mail as `how` says; answers what it was given. */
function outside(how: SendMail = async () => ({ outcome: 'sent' })) {
  const taken: OutgoingMail[] = []
  outbox = startOutbox(
    world.db,
    {
      mail: mailOutbox(world.db, async (mail) => {
        taken.push(mail)
        return how(mail)
      }),
    },
    () => undefined,
  )
  return taken
}

describe('an answer', () => {
  it('goes out in the thread, with the history below, and the answered mail is done', async () => {
    const first = await receive({
      messageId: '<c1@example.com>',
      references: ['<c0@example.com>'],
      subject: 'Re: RE: Свет',
      text: 'Нет света\n> старое',
    })
    const file = await keepFile()
    const { status, body } = await server.call(
      'replyMail',
      { interactionId: first, text: 'Уже чиним', attachmentIds: [file.id] },
      agent(),
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({
      direction: 'out',
      channel: 'mail',
      subject: 'Re: Свет',
      address: 'gulnara@example.com',
      threadId: first,
      consumerId: world.consumer,
      staffId: agent().id,
      preview: expect.stringContaining('Уже чиним'),
      attachmentCount: 1,
    })
    expect(await load(first)).toMatchObject({ state: 'ended', staffId: agent().id })
    const taken = outside()
    await until('sent', () => taken.length > 0)
    expect(taken[0]).toMatchObject({
      to: 'gulnara@example.com',
      inReplyTo: '<c1@example.com>',
      references: ['<c0@example.com>', '<c1@example.com>'],
      isAutomatic: false,
      from: { address: 'help@okno.example' },
    })
    expect(taken[0]?.text).toMatch(
      /^Уже чиним\n\n\d\d\.\d\d\.\d{4}, \d\d:\d\d, Гульнара <gulnara@example\.com>:\n> Нет света\n>> старое$/,
    )
    expect(taken[0]?.attachments.map((each) => each.bytes.toString())).toEqual(['pdf'])
    await until('delivered', async () => (await detailOf(body.id)).delivery === 'delivered')
    const [message] = await world.asSystem((ctx) => listMessages({ interactionId: body.id }, ctx))
    expect(message?.deliveredAt).not.toBeNull()
    expect(message?.text.slice(...((await detailOf(body.id)).folds[0] ?? [0, 0]))).toContain('> Нет света')
  })

  it('may leave the mail open', async () => {
    const id = await receive()
    await server.call('replyMail', { interactionId: id, text: 'Уточните адрес', keepsOpen: true }, agent())
    expect(await load(id)).toMatchObject({ state: 'open', staffId: agent().id })
  })

  it('given twice with one commandId is one mail', async () => {
    const id = await receive()
    const command = { interactionId: id, text: 'Раз', commandId: randomUUID() }
    const [one, two] = [
      await server.call('replyMail', command, agent()),
      await server.call('replyMail', command, agent()),
    ]
    expect(two.body.id).toBe(one.body.id)
    const sent = (await world.facts('messageAdded')).filter((fact) => JSON.stringify(fact.payload).includes('Раз'))
    expect(sent).toHaveLength(1)
  })

  it.each([
    [
      'to a mail of another branch',
      async () => ({ interactionId: await receive(), staff: otherBranchAgent() }),
      403,
      'otherBranch',
    ],
    [
      'to a mail nobody sent',
      async () => ({ interactionId: await receive({ from: null }), staff: agent() }),
      409,
      'noAddress',
    ],
    [
      'to a note',
      async () => ({
        interactionId: (await server.call('addNote', { consumerId: world.consumer, text: 'x' }, agent())).body.id,
        staff: agent(),
      }),
      409,
      'notAMail',
    ],
    ['to nothing', async () => ({ interactionId: randomUUID(), staff: agent() }), 404, 'noSuchInteraction'],
  ])('%s is refused', async (_name, prepare, status, code) => {
    const { interactionId, staff } = await prepare()
    expect(await server.call('replyMail', { interactionId, text: 'x' }, staff)).toMatchObject({
      status,
      body: { refusal: code },
    })
  })

  it('cannot carry files of another mail, nor too many', async () => {
    const id = await receive({
      attachments: [{ name: 'чужое.pdf', mediaType: 'application/pdf', bytes: Buffer.from('secret'), isInline: false }],
    })
    const [message] = await world.asSystem((ctx) => listMessages({ interactionId: id }, ctx))
    const stolen = message?.attachments[0]?.id as AttachmentId
    expect(
      await server.call('replyMail', { interactionId: id, text: 'x', attachmentIds: [stolen] }, agent()),
    ).toMatchObject({ status: 409, body: { refusal: 'attachmentNotYours' } })
    const large = [await keepFile(Buffer.alloc(15_000_000)), await keepFile(Buffer.alloc(15_000_000, 1))].map(
      (each) => each.id,
    )
    expect(
      await server.call('replyMail', { interactionId: id, text: 'x', attachmentIds: large }, agent()),
    ).toMatchObject({ status: 409, body: { refusal: 'tooLarge' } })
    expect((await load(id)).state).toBe('waiting')
  })
})

describe('a mail of our own', () => {
  const write = (change: object, staff = agent()) =>
    server.call(
      'writeMail',
      {
        consumerId: world.consumer,
        to: 'gulnara@example.com',
        subject: 'Плановое отключение',
        text: 'Завтра',
        ...change,
      },
      staff,
    )

  it('begins a thread', async () => {
    const { body } = await write({})
    expect(body).toMatchObject({ threadId: body.id, direction: 'out', subject: 'Плановое отключение' })
    expect(await detailOf(body.id)).toMatchObject({ delivery: 'queued', to: [{ address: 'gulnara@example.com' }] })
  })

  it.each([
    [{ to: 'gulnara@example.com\r\nBcc: evil@example.net' }, 'to'],
    [{ to: 'a@example.com, b@example.net' }, 'to'],
    [{ to: 'просто слова' }, 'to'],
    [{ subject: 'x\r\nBcc: evil@example.net' }, 'subject'],
    [{ subject: 'x\0y' }, 'subject'],
    [{ text: '   ' }, 'text'],
    [{ text: 'x'.repeat(100_001) }, 'text'],
    [{ attachmentIds: ['no id'] }, 'attachmentIds'],
  ])('%j is refused, and says which field', async (change, field) => {
    const { status, body } = await write(change)
    expect(status).toBe(400)
    expect(JSON.stringify(body)).toContain(field)
  })

  it('is for those who work with consumers, of their branch', async () => {
    expect(await write({}, world.staff.auditor)).toMatchObject({ status: 403 })
    expect(await write({}, otherBranchAgent())).toMatchObject({ status: 403, body: { refusal: 'otherBranch' } })
    expect(await write({}, clerk())).toMatchObject({ status: 200 })
  })

  it('that the other side refuses for good says why, and goes out again when asked', async () => {
    let isRefusing = true
    const taken = outside(async () =>
      isRefusing ? { outcome: 'rejected', reason: '550 no such user' } : { outcome: 'sent' },
    )
    const { body } = await write({ text: 'Отказ' })
    await until('failed', async () => (await detailOf(body.id)).delivery === 'failed')
    expect(await detailOf(body.id)).toMatchObject({ deliveryError: '550 no such user' })
    isRefusing = false
    expect(await server.call('resendMail', { interactionId: body.id }, agent())).toMatchObject({ status: 200 })
    await until('delivered', async () => (await detailOf(body.id)).delivery === 'delivered')
    const ids = taken.filter((mail) => mail.text === 'Отказ').map((mail) => mail.messageId)
    expect(new Set(ids).size).toBe(1)
    expect(await server.call('resendMail', { interactionId: body.id }, agent())).toMatchObject({
      status: 409,
      body: { refusal: 'notFailed' },
    })
  })

  it('is tried again by itself when the mail server is away', async () => {
    let tries = 0
    outside(async () => {
      tries += 1
      if (tries === 1) throw new Error('connect ECONNREFUSED')
      return { outcome: 'sent' }
    })
    const { body } = await write({ text: 'Позже' })
    await until('retrying', async () => (await detailOf(body.id)).delivery === 'retrying')
    await until('delivered', async () => (await detailOf(body.id)).delivery === 'delivered', 15_000)
  })

  it('of a process is marked as written by a machine; a notice stands as a notice', async () => {
    const taken = outside()
    const notice = await world.asSystem((ctx) =>
      sendConsumerMail(
        {
          consumerId: world.consumer,
          to: 'gulnara@example.com',
          subject: 'Принято\nв работу',
          text: 'Принято',
          kind: 'notice',
        },
        ctx,
      ),
    )
    expect(notice).toMatchObject({ channel: 'notice', subject: 'Принято в работу' })
    await until('sent', () => taken.some((mail) => mail.text === 'Принято' && mail.isAutomatic))
    await expect(
      world.asSystem((ctx) =>
        sendConsumerMail({ consumerId: world.consumer, to: 'нет', subject: 'x', text: 'x' }, ctx),
      ),
    ).rejects.toThrow()
  })
})

it('the world outside cannot be looked at where there is no demo', async () => {
  expect(await server.call('listSentOut', {})).toMatchObject({ status: 409, body: { refusal: 'notInDemo' } })
  expect(await server.call('openSentOut', { sentOutId: randomUUID() })).toMatchObject({
    status: 409,
    body: { refusal: 'notInDemo' },
  })
  expect(await server.call('writeFromOutside', { from: 'a@example.com', subject: 'x', text: 'x' })).toMatchObject({
    status: 409,
    body: { refusal: 'notInDemo' },
  })
})
